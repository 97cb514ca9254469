// The least page that draws a graph with sigma.js: what the page of a case is compared with.
import Graph from 'graphology';
import Sigma from 'sigma';

const container = document.getElementById('map');
container.style.cssText = 'position:absolute;inset:0';
const { nodes, edges } = await (await fetch('/graph.json')).json();
const graph = new Graph({ multi: true, type: 'directed' });
const columns = Math.ceil(Math.sqrt(nodes.length));
nodes.forEach(({ id }, i) => {
  const [x, y] = [i % columns, Math.floor(i / columns)];
  graph.addNode(id, { x, y, size: 4, label: id, color: '#353e52' });
});
for (const { source, target, byVerdict } of edges) {
  for (const { verdict } of byVerdict)
    graph.addEdge(source, target, { size: 1, label: verdict, color: '#b42318' });
}
const sigma = new Sigma(graph, container, { defaultEdgeType: 'arrow' });
sigma.once('afterRender', () => performance.mark('map-shown'));
sigma.refresh();
