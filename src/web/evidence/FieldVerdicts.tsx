import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { VERDICTS, type FlowDetail } from '../api/types.js';
import { VerdictMark } from '../ui/VerdictMark.js';

/** The fields that a flow carries, by verdict. */
export function FieldVerdicts({ carries }: { readonly carries: FlowDetail['carries'] }): ReactNode {
  const { speech, change } = useDesk();
  return (
    <section>
      <h4>{speech.t.evidence.fieldsCarried}</h4>
      {VERDICTS.map((verdict) => {
        const fields = carries.filter((c) => c.verdict === verdict);
        return fields.length === 0 ? null : (
          <div key={verdict} className="field-verdict">
            <VerdictMark verdict={verdict} />
            <p className="fields">
              {fields.map(({ field }) => (
                <button
                  key={field}
                  type="button"
                  className="field"
                  title={speech.t.trailList.follow}
                  onClick={() => {
                    change({ follow: field });
                  }}
                >
                  {field}
                </button>
              ))}
            </p>
          </div>
        );
      })}
    </section>
  );
}
