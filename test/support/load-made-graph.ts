import { Neo4jStore } from '../../src/graph/neo4j-store.js';
import { madeGraph } from './graphs.js';

/** Loads a made graph as a process of its own, to be killed: `load-made-graph.js URL USER PASSWORD ANALYSIS SIZE`. */
const [url = '', user = '', password = '', analysis = '', size = '0'] = process.argv.slice(2);
const store = new Neo4jStore({ url, user, password });
const graph = madeGraph(analysis, Number(size));
process.stdout.write('begin\n');
await store.load(graph, { replace: false, onProgress: () => undefined });
process.stdout.write('end\n');
await store.close();
