import { groupBy } from '../../src/model/collect.js';
import type { Analysis, Finding } from '../../src/model/result.js';

/** Findings that differ in their field alone, as one. */
export interface FindingGroup extends Pick<
  Finding,
  'code' | 'gate' | 'pack' | 'sender' | 'recipient' | 'purpose' | 'severity'
> {
  readonly fields: readonly string[];
  /** The most people of any of its fields. */
  readonly people: number;
}

/** The findings of an analysis, fields together, in the order of the first of each. */
export function groupFindings({ findings }: Analysis): FindingGroup[] {
  const groups = groupBy(findings, (f) =>
    JSON.stringify([f.code, f.gate, f.pack, f.sender, f.recipient, f.purpose]),
  );
  return [...groups.values()].flatMap((group) => {
    const [f] = group;
    if (f === undefined) return [];
    const { code, gate, pack, sender, recipient, purpose, severity } = f;
    const fields = group.map((x) => x.field);
    const people = Math.max(...group.map((x) => x.people));
    return [{ code, gate, pack, sender, recipient, purpose, fields, people, severity }];
  });
}

/** The first finding that agrees with every key of a pattern. */
export function findingLike(
  { findings }: Analysis,
  pattern: Readonly<Record<string, string>>,
): Finding | undefined {
  return findings.find((f) => Object.entries(pattern).every(([k, v]) => f[k as keyof Finding] === v));
}
