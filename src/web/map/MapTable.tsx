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
  const { caseId, speech } = useDesk();
  return (
    <div className="map-table">
      {query !== undefined && (
        <CsvLink operation="getLineage" params={{ case: caseId }} query={query} name={speech.t.map.edges} />
      )}
      <Edges lineage={lineage} />
      <Nodes lineage={lineage} />
    </div>
  );
}

/** A row for each verdict of each bundle of flows. */
function Edges({ lineage }: { readonly lineage: ShownLineage }): ReactNode {
  const { speech, change } = useDesk();
  const { t, day } = speech;
  const [rows, setRows] = useState(ROWS);
  const names = new Map(lineage.nodes.map((node) => [node.id, nodeName(node, speech)]));
  return (
    <>
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
          {lineage.edges.slice(0, rows).flatMap((edge) =>
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
        shown={rows}
        total={lineage.edges.length}
        onMore={() => {
          setRows(rows + ROWS);
        }}
      />
    </>
  );
}

/** A row for each processor; where the map begins at one, with how many of its neighbours are not shown. */
function Nodes({ lineage }: { readonly lineage: ShownLineage }): ReactNode {
  const { speech, change } = useDesk();
  const { t, n, place } = speech;
  const [rows, setRows] = useState(ROWS);
  const started = lineage.focus !== null;
  return (
    <>
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
          {lineage.nodes.slice(0, rows).map((node) => (
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
        shown={rows}
        total={lineage.nodes.length}
        onMore={() => {
          setRows(rows + ROWS);
        }}
      />
    </>
  );
}

/** Shows more rows, where there are more. */
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
