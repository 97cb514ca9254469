import { csv } from './csv.js';
import { dot } from './dot.js';
import type { ExportFormat } from './format.js';
import { gexf } from './gexf.js';
import { graphml } from './graphml.js';
import { graphologyJson } from './graphology-json.js';
import { jsonLd } from './json-ld.js';
import { neo4jImport } from './neo4j-import.js';
import { provJson } from './prov-json.js';

/** Every format in which a graph is exported, by name. */
export const EXPORT_FORMATS: ReadonlyMap<string, ExportFormat> = new Map<string, ExportFormat>([
  ['graphml', graphml],
  ['gexf', gexf],
  ['json', graphologyJson],
  ['csv', csv],
  ['dot', dot],
  ['prov-json', provJson],
  ['json-ld', jsonLd],
  ['neo4j-import', neo4jImport],
]);
