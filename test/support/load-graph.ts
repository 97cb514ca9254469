import { EmbeddedStore } from '../../src/graph/embedded-store.js';
import { madeGraph } from './graphs.js';

/** Loads a made graph into an embedded store: folder, analysis, size. A process of its own, so that it can be killed. */
const [, , dir = '', analysis = '', size = ''] = process.argv;
const store = new EmbeddedStore(dir, { memory: 256e6, readers: 1 });
await store.load(madeGraph(analysis, Number(size)), { replace: false, onProgress: () => undefined });
await store.close();
