import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Explanation, FailedCondition, GateExplained } from '../api/types.js';
import type { Speech } from '../text/texts.js';
import { isolated } from '../ui/shown.js';
import { Factors } from './Factors.js';
import { groupGates, type GateGroup } from './group-gates.js';

/** What the rules ask and how the records answer: gate by gate, with the carriers that were tried and why they fail. */
export function Gates({ explanation }: { readonly explanation: Explanation }): ReactNode {
  const { speech } = useDesk();
  const { t } = speech;
  const groups = groupGates(explanation.gates);
  return (
    <section>
      <h4>{t.evidence.gates}</h4>
      {groups.length === 0 && <p>{t.evidence.noneCarried}</p>}
      <ul className="gates">
        {groups.map((group, i) => (
          <GateItem key={group.key} group={group} open={i === 0} />
        ))}
      </ul>
      {explanation.onward.length > 0 && (
        <>
          <h4>{t.evidence.onward}</h4>
          <ul className="plain-list">
            {explanation.onward.map((b) => (
              <li key={`${b.hop}:${b.pack}:${b.gate}:${b.field}:${b.code}`}>
                {t.evidence.hop(String(b.hop))}: {t.codes[b.code]} ({b.field}, {b.gate}, {b.pack})
              </li>
            ))}
          </ul>
        </>
      )}
      {explanation.provisions.length > 0 && (
        <>
          <h4>{t.evidence.provisions}</h4>
          <p className="provisions">{explanation.provisions.join(' · ')}</p>
        </>
      )}
    </section>
  );
}

/** What a carrier is, and why it does or does not hold. */
function carrierWords(carrier: GateExplained['carriers'][number], { t, n }: Pick<Speech, 't' | 'n'>): string {
  const asked = carrier.asks === null ? '' : ` (${carrier.asks})`;
  const reasons = carrier.reasons.map(
    ({ code, of }) => `${t.codes[code]}${of.length === 0 ? '' : ` (${of.map(isolated).join(', ')})`}`,
  );
  const questions = carrier.questions.map(({ fact, of, register }) =>
    register === 'consents' ? t.todo.askWho(isolated(of)) : t.evidence.missing(isolated(fact), isolated(of)),
  );
  const by = carrier.answer === 'yes' && carrier.by?.id != null ? [carrier.by.id] : [];
  const noReason = reasons.length === 0 && carrier.answer === 'no' ? [t.evidence.noReason[carrier.kind]] : [];
  const fails = carrier.fails.map((condition) => failsWords(condition, { t, n }));
  const why = [...by, ...questions, ...reasons, ...noReason, ...fails];
  return `${t.evidence.kinds[carrier.kind]}${asked}: ${why.join('; ')}`;
}

function failsWords(condition: FailedCondition, { t: { evidence }, n }: Pick<Speech, 't' | 'n'>): string {
  switch (condition.kind) {
    case 'fact':
      return evidence.fails.fact(condition.of, isolated(condition.fact), condition.wanted.map(isolated));
    case 'held':
      return evidence.fails.held(condition.by, n(condition.below * 100));
    case 'count':
      return evidence.fails.count(condition, n(condition.below));
  }
}

function GateItem({ group, open }: { readonly group: GateGroup; readonly open: boolean }): ReactNode {
  const { speech } = useDesk();
  const { t } = speech;
  const { gate, fields } = group;
  return (
    <li>
      <details className={`gate gate-${gate.answer}`} open={open}>
        <summary>
          <span className="gate-name">{gate.gate}</span>
          <span className="gate-pack">
            {gate.pack}
            {gate.cite !== null && ` · ${gate.cite}`}
            {gate.effect === 'advisory' && ` · ${t.evidence.advisory}`}
          </span>
          <span className="gate-answer">{t.evidence.answers[gate.answer]}</span>
        </summary>
        <p className="gate-fields">{fields.join(', ')}</p>
        {gate.codes.length > 0 && (
          <p className="gate-codes">
            {gate.codes.map((code) => (
              <span key={code} title={code}>
                {t.codes[code]}
              </span>
            ))}
          </p>
        )}
        {gate.carriers.length > 0 && (
          <ul className="carriers" aria-label={t.evidence.tried}>
            {gate.carriers.map((carrier) => (
              <li key={`${carrier.kind}:${carrier.asks ?? ''}:${carrier.cite ?? ''}:${carrier.text}`}>
                <span className={`carrier-answer answer-${carrier.answer}`}>
                  {t.evidence.carrier[carrier.answer]}
                </span>
                <span className="carrier-text">{carrierWords(carrier, speech)}</span>
                {carrier.cite !== null && <span className="cite">{carrier.cite}</span>}
                <Factors records={carrier.records ?? []} />
              </li>
            ))}
          </ul>
        )}
      </details>
    </li>
  );
}
