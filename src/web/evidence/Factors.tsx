import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { RecordTested } from '../api/types.js';

/** The notices or contracts that a carrier looked at: of each that could carry, every fact that is asked, with its cell. */
export function Factors({ records }: { readonly records: readonly RecordTested[] }): ReactNode {
  const { speech } = useDesk();
  const { evidence } = speech.t;
  const words = evidence.factors;
  return records.map((record) => {
    const asked = record.covers && (record.state === 'in_force' || record.state === 'unknown');
    const head = [
      record.id,
      evidence.recordStates[record.state],
      ...(record.covers ? [] : [words.other]),
    ].join(' · ');
    if (!asked || record.factors.length === 0) {
      return (
        <p key={record.id} className="note">
          {head}
        </p>
      );
    }
    return (
      <table key={record.id} className="factors">
        <caption>{head}</caption>
        <thead>
          <tr>
            <th scope="col">{words.fact}</th>
            <th scope="col">{words.wanted}</th>
            <th scope="col">{words.recorded}</th>
            <th scope="col">{words.cell}</th>
          </tr>
        </thead>
        <tbody>
          {record.factors.map((f) => (
            <tr key={`${f.fact}:${f.decides}`}>
              <th scope="row">{f.fact}</th>
              <td>{f.wanted.join(', ')}</td>
              <td>
                <span className={`carrier-answer answer-${f.is}`}>{evidence.carrier[f.is]}</span>{' '}
                {f.found === null
                  ? words.nobody
                  : f.missing.length > 0
                    ? evidence.lacks(f.missing.join(', '))
                    : f.found}
                {!f.decides && ` (${words.weighed})`}
              </td>
              <td>{f.place === null ? '' : `${f.place.file}:${f.place.line} ${f.place.column}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  });
}
