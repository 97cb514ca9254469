import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Lineage } from '../api/types.js';
import { VerdictCells, VerdictHeads } from '../ui/VerdictNumbers.js';
import { nameOf as nodeName } from './build-scene.js';

/** The map as tables: every processor and every bundle of flows, with the numbers that the drawing shows. */
export function MapTable({ lineage }: { readonly lineage: Lineage }): ReactNode {
  const { speech, change } = useDesk();
  const { t, n, day, place } = speech;
  const names = new Map(lineage.nodes.map((node) => [node.id, nodeName(node, speech)]));
  return (
    <div className="map-table">
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
          {lineage.edges.flatMap((edge) =>
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
                <td className="date">{day(edge.firstAt)}</td>
                <td className="date">{day(edge.lastAt)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <table>
        <caption>{t.map.nodes}</caption>
        <thead>
          <tr>
            <th scope="col">{t.columns.processor}</th>
            <th scope="col">{t.columns.jurisdiction}</th>
            <th scope="col" className="number">
              {t.columns.people}
            </th>
          </tr>
        </thead>
        <tbody>
          {lineage.nodes.map((node) => (
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
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
