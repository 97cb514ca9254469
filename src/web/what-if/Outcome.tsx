import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { VERDICTS } from '../api/types.js';
import { VerdictMark } from '../ui/VerdictMark.js';
import type { WhatIfAnswer } from './use-what-if.js';

type Numbers = Extract<WhatIfAnswer, { scanNeeded: false }>;
type Finding = Omit<Numbers['findings']['appear'][number], 'after'>;

/** Items of a list before the rest is only counted. */
const TOP = 12;

/** What a supposition comes to: people before and after, findings that go and come, flows that change. */
export function Outcome({ answer }: { readonly answer: Numbers }): ReactNode {
  const { speech, nameOf } = useDesk();
  const { t, n, place } = speech;
  const words = t.whatIf;
  const trails = new Map(answer.foreignTrailsByVerdict.map((v) => [v.verdict, v]));
  const lacking = trails.get('unsupported');
  const places = answer.jurisdictions.flatMap(({ jurisdiction, byVerdict }) => {
    const part = byVerdict.find((v) => v.verdict === 'unsupported');
    return part === undefined ? [] : [{ jurisdiction, ...part }];
  });
  const { appear, disappear } = answer.findings;
  return (
    <>
      <p className="unseen" role="status">
        {words.said(n(lacking?.before.people ?? 0), n(lacking?.after.people ?? 0))}
      </p>
      <table className="what-if-numbers">
        <thead>
          <tr>
            <th scope="col">{words.abroad}</th>
            <th scope="col" className="number">
              {words.before}
            </th>
            <th scope="col" className="number">
              {words.after}
            </th>
          </tr>
        </thead>
        <tbody>
          {VERDICTS.flatMap((verdict) => {
            const v = trails.get(verdict);
            return v === undefined
              ? []
              : [
                  <tr key={verdict} data-verdict={verdict}>
                    <th scope="row">
                      <VerdictMark verdict={verdict} />
                    </th>
                    <Pair before={v.before.people} after={v.after.people} />
                  </tr>,
                ];
          })}
        </tbody>
        {places.length > 0 && (
          <tbody>
            <tr>
              <th scope="rowgroup" colSpan={3} className="what-if-group">
                {words.byPlace}
              </th>
            </tr>
            {places.map((p) => (
              <tr key={p.jurisdiction} data-place={p.jurisdiction}>
                <th scope="row">{place(p.jurisdiction)}</th>
                <Pair before={p.before} after={p.after} />
              </tr>
            ))}
          </tbody>
        )}
      </table>
      {disappear.length + appear.length === 0 && <p className="note">{words.noFindings}</p>}
      <Findings title={words.gone} items={disappear} />
      <Findings title={words.come} items={appear} />
      {answer.flows.length > 0 && (
        <details className="what-if-more">
          <summary>
            {words.changed} ({n(answer.flows.length)})
          </summary>
          <ul>
            {answer.flows.slice(0, TOP).map((f) => (
              <li key={f.flow}>
                {nameOf(f.sender)} → {nameOf(f.recipient)}, {f.purpose}; {t.people(n(f.people))}
                <small className="what-if-turn">
                  <VerdictMark verdict={f.before.verdict} />
                  <span aria-hidden="true">→</span>
                  {f.after === null ? words.cut : <VerdictMark verdict={f.after.verdict} />}
                </small>
              </li>
            ))}
            <Rest count={answer.flows.length - TOP} />
          </ul>
        </details>
      )}
    </>
  );
}

function Pair({ before, after }: { readonly before: number; readonly after: number }): ReactNode {
  const { speech } = useDesk();
  return (
    <>
      <td className="number">{speech.n(before)}</td>
      <td className={before === after ? 'number' : 'number moved'}>{speech.n(after)}</td>
    </>
  );
}

function Findings({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly Finding[];
}): ReactNode {
  const { speech, nameOf } = useDesk();
  const { t, n } = speech;
  if (items.length === 0) return null;
  // Findings that differ in nothing but the field stand together.
  const groups = new Map<string, { first: Finding; fields: string[] }>();
  for (const f of items) {
    const key = JSON.stringify([f.code, f.pack, f.gate, f.sender, f.recipient, f.purpose]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: f, fields: [f.field] });
    else group.fields.push(f.field);
  }
  const list = [...groups.values()];
  return (
    <details className="what-if-more">
      <summary>
        {title} ({n(items.length)})
      </summary>
      <ul>
        {list.slice(0, TOP).map(({ first, fields }) => (
          <li key={first.id}>
            {t.codes[first.code as keyof typeof t.codes]}: {nameOf(first.sender)} → {nameOf(first.recipient)},{' '}
            {first.purpose} ({first.gate}, {first.pack})<small className="note">{fields.join(', ')}</small>
          </li>
        ))}
        <Rest count={list.length - TOP} />
      </ul>
    </details>
  );
}

function Rest({ count }: { readonly count: number }): ReactNode {
  const { speech } = useDesk();
  return count > 0 ? <li>{speech.t.whatIf.more(speech.n(count))}</li> : null;
}
