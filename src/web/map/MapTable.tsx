import { useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Query, ShownLineage } from '../api/types.js';
import { CsvLink } from '../take-away/CsvLink.js';
import { VerdictCells, VerdictHeads } from '../ui/VerdictNumbers.js';
import { nameOf as nodeName } from './build-scene.js';
import { ExpandButton } from './ExpandButton.js';

/** Rows that are drawn at once: thousands of them make a page slow. */
const ROWS = 500;

/** The map as tables: every processor and every bundle of flows, with the numbers that the drawing shows. */
export function MapTable({
  lineage,
  query,
}: {
  readonly lineage: ShownLineage;
  /** Of the same, where it is what the server answers. */
  readonly query: Query<'getLineage'> | undefined;
}): ReactNode {
  const { caseId, speech, change } = useDesk();
  const [edges, setEdges] = useState(ROWS);
  const [nodes, setNodes] = useState(ROWS);
  const { t, n, day, place } = speech;
  const started = lineage.focus !== null;
  const names = new Map(lineage.nodes.map((node) => [node.id, nodeName(node, speech)]));
  return (
    <div className="map-table">
      {query !== undefined && (
        <CsvLink operation="getLineage" params={{ case: caseId }} query={query} name={t.map.edges} />
      )}
      <table>
        <caption>{t.map.edges}</caption>
        <thead>
          <tr>
            <th scope="col">{t.columns.sender}</th>
            <th scope="col">{t.columns.recipient}</th>
            <VerdictHeads />
            <th scope="col">{t.columns.first}</th>
            <th scope="col">{t.columns.last}</th>
          </tr>
        </thead>
        <tbody>
          {lineage.edges.slice(0, edges).flatMap((edge) =>
            edge.byVerdict.map((part) => (
              <tr key={`${edge.id}:${part.verdict}`}>
                <td>
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => {
                      change({ chosen: { kind: 'edge', source: edge.source, target: edge.target } });
                    }}
                  >
                    {names.get(edge.source) ?? edge.source}
                  </button>
                </td>
                <td>{names.get(edge.target) ?? edge.target}</td>
                <VerdictCells part={part} />
                <td className="date">{part.firstAt !== undefined && day(part.firstAt)}</td>
                <td className="date">{part.lastAt !== undefined && day(part.lastAt)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <More
        shown={edges}
        total={lineage.edges.length}
        onMore={() => {
          setEdges(edges + ROWS);
        }}
      />
      <table>
        <caption>{t.map.nodes}</caption>
        <thead>
          <tr>
            <th scope="col">{t.columns.processor}</th>
            <th scope="col">{t.columns.jurisdiction}</th>
            <th scope="col" className="number">
              {t.columns.people}
            </th>
            {started && (
              <th scope="col" className="number">
                {t.columns.hidden}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {lineage.nodes.slice(0, nodes).map((node) => (
            <tr key={node.id}>
              <td>
                <button
                  type="button"
                  className="link-button"
                  onClick={() => {
                    change({ chosen: { kind: 'processor', id: node.id } });
                  }}
                >
                  {nodeName(node, speech)}
                </button>
              </td>
              <td>{node.kind === 'person' ? t.home : place(node.jurisdiction ?? '')}</td>
              <td className="number">{n(node.people)}</td>
              {started && (
                <td className="number">
                  {n(node.hidden.upstream + node.hidden.downstream)}{' '}
                  <ExpandButton id={node.id} hidden={node.hidden.upstream + node.hidden.downstream} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <More
        shown={nodes}
        total={lineage.nodes.length}
        onMore={() => {
          setNodes(nodes + ROWS);
        }}
      />
    </div>
  );
}

function More(props: {
  readonly shown: number;
  readonly total: number;
  readonly onMore: () => void;
}): ReactNode {
  const { t, n } = useDesk().speech;
  return props.total <= props.shown ? null : (
    <button type="button" className="button" onClick={props.onMore}>
      {t.trailList.showing(n(props.shown), n(props.total))}
    </button>
  );
}
