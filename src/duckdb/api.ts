import { createRequire } from 'node:module';
import type * as Api from '@duckdb/node-api';

const require = createRequire(import.meta.url);

/**
 * The library's classes and functions. It is required rather than imported: of a CommonJS package that is imported, Node reads
 * all of its 180 files once more for their names, which takes more than half of what loading it takes.
 */
export const {
  BIGINT,
  BLOB,
  blobValue,
  DuckDBBlobValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  INTEGER,
  LIST,
  listValue,
} = require('@duckdb/node-api') as typeof Api;
