/** The one direction of imports: a folder imports only from folders that stand before it in this list. */
const order = [
  ['model', 'the nouns, no I/O: everything speaks them'],
  ['duckdb', 'the only way to DuckDB'],
  ['input', 'small files, times and YAML, read with their places'],
  ['law', 'states in, decisions out; pure but for loading packs'],
  ['case', 'registers and case.yaml; needs packs to be checked'],
  ['ingest', 'logs to typed rows; knows no person and no state'],
  ['evidence', 'rows to histories; knows no article of law'],
  ['trace', 'histories to trails; asks the law, never a row twice'],
  ['findings', 'sums to findings'],
  ['store', 'where a result lives'],
  ['append', 'files added to a result; the same stages for those concerned'],
  ['spark', 'the stages that a cluster does; the worker that runs there'],
  ['graph', 'the result as a property graph, in a store'],
  ['query', 'questions to the graph, by name and ad hoc'],
  ['export', 'graphs to text; one pure function per format'],
  ['report', 'results to text; pure'],
  ['what-if', 'the law again, on states; no scan'],
  ['remedies', 'what might be supposed, and the fewest of it'],
  ['http', 'the same answers over HTTP'],
  ['cli', 'the command line; nothing imports it'],
];
const leaves = ['errors', 'assets', 'config'].map((f) => `^src/${f}\\.ts$`);

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A cycle has no first thing to read.',
      from: {},
      to: { circular: true },
    },
    ...order.map(([folder, why], i) => ({
      name: `direction-${folder}`,
      severity: 'error',
      comment: `${folder}: ${why}. It imports from folders before it only.`,
      from: { path: `^src/${folder}/` },
      to: {
        path: '^src/',
        pathNot: [
          ...order.slice(0, i + 1).map(([f]) => `^src/${f}/`),
          ...leaves,
          ...(['cli', 'http'].includes(folder)
            ? ['^src/(pipeline|session|suppose|shown-rows|make-report)\\.ts$']
            : []),
        ],
      },
    })),
    {
      name: 'page-speaks-http-only',
      severity: 'error',
      comment:
        'The page knows of the program what HTTP says: of its code it takes types of the contract, and the client of HTTP.',
      from: { path: '^src/web/' },
      to: { path: '^src/', pathNot: ['^src/web/', '^src/http/client/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'page-types-from-the-contract',
      severity: 'error',
      comment: 'Types of the page come from the contract of HTTP.',
      from: { path: '^src/web/' },
      to: { path: '^src/', pathNot: ['^src/web/', '^src/http/(contract/|client)'] },
    },
    {
      name: 'nobody-imports-the-page',
      severity: 'error',
      comment: 'The page is served as files.',
      from: { path: '^src/(?!web/)' },
      to: { path: '^src/web/' },
    },
    {
      name: 'environment-in-config-only',
      severity: 'error',
      comment: 'config.ts is the sole reader of the environment; the model and errors know nothing of it.',
      from: { path: '^src/(model|errors|law|evidence|trace|findings|report)' },
      to: { path: '^src/config\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
};
