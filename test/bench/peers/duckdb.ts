import { DuckDBInstance } from '@duckdb/node-api';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quoteText, sqlFile } from '../../../src/duckdb/sql.js';

/** SQL written by hand for exactly these questions: `node duckdb.js CASE ANSWER routes|reach`. */
const [caseDir = '', answer = '', what = 'routes'] = process.argv.slice(2);
const FOLDER = '../test/bench/peers';

const began = performance.now();
const db = await DuckDBInstance.create(':memory:', { memory_limit: '3GB', temp_directory: tmpdir() });
const connection = await db.connect();
const file = (...path: string[]): string => quoteText(join(caseDir, ...path));
const paths = { processors: file('processors.csv'), log: file('transfers', 'log.csv') };
await connection.run(sqlFile(`${FOLDER}/duckdb-load.sql`, paths));
const loaded = performance.now();
const found = await connection.runAndReadAll(sqlFile(`${FOLDER}/duckdb-${what}.sql`));
const people = Object.fromEntries(found.getRows().map(([route, count]) => [String(route), Number(count)]));
const times = { load: (loaded - began) / 1000, answer: (performance.now() - loaded) / 1000 };
writeFileSync(answer, JSON.stringify({ ...times, people }));
connection.closeSync();
db.closeSync();
