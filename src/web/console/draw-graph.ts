import { MultiDirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import Sigma from 'sigma';
import type { Theme } from '../state/looks.js';
import type { Palette } from '../ui/palette.js';
import { shownText } from '../ui/shown.js';
import type { Drawing } from './drawing.js';
import { colorOfLabel } from './graph-colors.js';

/** Edges up to which their names are written. */
const MOST_NAMED = 60;

/**
 * Draws an answer: nodes that are joined draw near to each other, the same answer in the same way each time.
 *
 * @returns the drawing, to be ended with `kill`
 */
export function drawGraph(
  container: HTMLElement,
  drawing: Drawing,
  theme: Theme,
  palette: Palette,
  onNode: (id: string) => void,
): Sigma {
  const graph = new MultiDirectedGraph();
  drawing.nodes.forEach(({ id, label, text }, i) => {
    // From a spiral on, the forces come to the same picture each time.
    const [radius, turn] = [Math.sqrt(i + 1), i * 2.399963];
    graph.addNode(id, {
      x: radius * Math.cos(turn),
      y: radius * Math.sin(turn),
      label: shownText(text),
      color: colorOfLabel(label, theme, palette),
    });
  });
  for (const { source, target, text } of drawing.edges) {
    graph.addDirectedEdge(source, target, { label: text, color: palette.person, size: 2 });
  }
  graph.forEachNode((id) => {
    graph.setNodeAttribute(id, 'size', 5 + Math.min(8, Math.sqrt(graph.degree(id)) * 1.5));
  });
  const few = graph.order <= 200;
  forceAtlas2.assign(graph, {
    iterations: few ? 300 : 90,
    settings: { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: !few, adjustSizes: false },
  });
  const sigma = new Sigma(graph, container, {
    allowInvalidContainer: true,
    defaultEdgeType: 'arrow',
    labelColor: { color: palette.ink },
    labelFont: 'system-ui, sans-serif',
    labelSize: 12,
    labelRenderedSizeThreshold: few ? 0 : 9,
    labelDensity: few ? 2 : 0.6,
    renderEdgeLabels: graph.size <= MOST_NAMED,
    edgeLabelColor: { color: palette.muted },
    edgeLabelFont: 'system-ui, sans-serif',
    edgeLabelSize: 10,
    defaultDrawNodeHover: () => undefined,
    stagePadding: container.clientWidth < 600 ? 34 : 90,
    zIndex: false,
  });
  sigma.on('clickNode', ({ node }) => {
    onNode(node);
  });
  sigma.on('enterNode', () => {
    container.style.cursor = 'pointer';
  });
  sigma.on('leaveNode', () => {
    container.style.cursor = '';
  });
  return sigma;
}
