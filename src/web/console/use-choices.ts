import { useMemo } from 'react';
import { useDesk } from '../app/desk.js';
import { useAnswer } from '../api/use-answer.js';
import { useWhole } from '../api/use-whole.js';
import type { Choice } from '../ui/choices.js';

/** Names that are suggested, of a list that may be long: those of most people. */
const MOST = '200';

/** The names of the case under labels of the graph; nothing for labels whose names nobody types, such as persons. */
export function useChoices(labels: readonly string[]): readonly Choice[] {
  const { caseId, speech } = useDesk();
  const params = { case: caseId };
  const wants = (...some: readonly string[]) => some.some((label) => labels.includes(label));
  const processors = useWhole(
    'listProcessors',
    wants('Processor', 'Jurisdiction') ? { params, query: {} } : null,
  ).answer?.items;
  const fields = useWhole('listFields', wants('DataField') ? { params, query: {} } : null).answer?.items;
  const registers = useAnswer('getRegisters', wants('Notice', 'Contract') ? { params, query: {} } : null)
    .answer?.registers;
  const trails = useAnswer(
    'listTrails',
    wants('Trail') ? { params, query: { limit: MOST, order: '-people' } } : null,
  ).answer?.items;
  const flows = useAnswer(
    'listFlows',
    wants('Flow') ? { params, query: { limit: MOST, order: '-people' } } : null,
  ).answer?.items;
  const findings = useAnswer(
    'listFindings',
    wants('Finding') ? { params, query: { limit: MOST, order: '-severity' } } : null,
  ).answer?.items;
  const key = labels.join();
  return useMemo(() => {
    const of: Readonly<Partial<Record<string, readonly Choice[] | undefined>>> = {
      Processor: processors?.map(({ id, name }) => ({ id, text: name ?? id })),
      Jurisdiction: [...new Set(processors?.map(({ jurisdiction }) => jurisdiction))].map((id) => ({
        id,
        text: speech.place(id),
      })),
      DataField: fields?.map(({ id, category }) => ({ id, text: category ?? id })),
      Notice: registers?.notices.map(({ id }) => ({ id, text: id })),
      Contract: registers?.contracts.map(({ id, kind }) => ({ id, text: kind })),
      Trail: trails?.map(({ id, processors }) => ({ id, text: processors.join(' → ') })),
      Flow: flows?.map(({ id, sender, recipient, purpose }) => ({
        id,
        text: `${sender} → ${recipient}, ${purpose}`,
      })),
      Finding: findings?.map(({ id, field, code, sender, recipient }) => ({
        id,
        text: `${field}: ${speech.t.codes[code]}, ${sender} → ${recipient}`,
      })),
    };
    return key.split(',').flatMap((label) => of[label] ?? []);
  }, [key, processors, fields, registers, trails, flows, findings, speech]);
}
