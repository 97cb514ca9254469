import { useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { useAnswer } from '../api/use-answer.js';
import { CsvLink } from '../take-away/CsvLink.js';
import { Pending } from '../ui/Pending.js';

/** Rows of the log that prove it, once they are asked for: each look at them is noted in the audit log. */
export function LogRows({ id }: { readonly id: string }): ReactNode {
  const { caseId, window, speech } = useDesk();
  const { t, n } = speech;
  const [wanted, want] = useState(false);
  const asked = useAnswer('getEvidence', wanted ? { params: { case: caseId, id }, query: window } : null);
  const rows = asked.answer?.rows;
  return (
    <section>
      <div className="section-head">
        <h4>{t.evidence.rows}</h4>
        {rows !== undefined && (
          <CsvLink
            operation="getEvidence"
            params={{ case: caseId, id }}
            query={window}
            name={t.evidence.rows}
          />
        )}
      </div>
      <p className="note">{t.evidence.rowsAbout}</p>
      {!wanted && (
        <button
          type="button"
          className="button"
          onClick={() => {
            want(true);
          }}
        >
          {t.evidence.showRows}
        </button>
      )}
      {wanted && rows === undefined && <Pending asked={asked} />}
      {rows !== undefined && (
        // A region that scrolls must be reached by keys.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="rows" role="region" aria-label={t.evidence.rows} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t.columns.at}</th>
                <th scope="col">{t.columns.person}</th>
                <th scope="col">{t.columns.way}</th>
                <th scope="col">{t.columns.fields}</th>
                <th scope="col">{t.columns.file}</th>
                <th scope="col" className="number">
                  {t.columns.row}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.file}:${row.row}`}>
                  <td className="date">{row.at.replace('T', ' ').replace('Z', '')}</td>
                  <td>
                    <code>{row.person}</code>
                  </td>
                  <td>
                    {row.sender} → {row.recipient}
                  </td>
                  <td>{row.fields.replaceAll('|', ', ')}</td>
                  <td>{row.file}</td>
                  <td className="number">{n(row.row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
