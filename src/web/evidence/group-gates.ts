import type { GateExplained } from '../api/types.js';

/** The same answer of the same gate to several fields. */
export interface GateGroup {
  readonly key: string;
  readonly gate: GateExplained;
  readonly fields: readonly string[];
}

const WORST: readonly GateExplained['answer'][] = [
  'unsupported',
  'contested',
  'breached',
  'carried',
  'passed',
];

/**
 * Gates that answer alike are one: ten fields that no contract covers are one statement about ten fields. Worst first, a
 * breach before an advice; O(n log n).
 */
export function groupGates(gates: readonly GateExplained[]): readonly GateGroup[] {
  const groups = new Map<string, { gate: GateExplained; fields: Set<string> }>();
  for (const gate of gates) {
    const { field, text } = gate;
    const key = JSON.stringify({ ...gate, flow: '', field: '', text: text.replaceAll(field, '') });
    const group = groups.get(key) ?? { gate, fields: new Set() };
    group.fields.add(field);
    groups.set(key, group);
  }
  return [...groups]
    .map(([key, { gate, fields }]) => ({ key, gate, fields: [...fields] }))
    .sort(
      (a, b) =>
        (a.gate.effect === b.gate.effect ? 0 : a.gate.effect === 'breach' ? -1 : 1) ||
        WORST.indexOf(a.gate.answer) - WORST.indexOf(b.gate.answer),
    );
}
