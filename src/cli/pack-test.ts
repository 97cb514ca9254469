import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { loadCase } from '../case/load-case.js';
import { limits } from '../config.js';
import { WayleaveError } from '../errors.js';
import { ALWAYS } from '../ingest/read-logs.js';
import { loadPack } from '../law/pack.js';
import type { Analysis, Finding } from '../model/result.js';
import { analyze } from '../pipeline.js';

const text = z.string().optional();
const pattern = z.looseObject({
  code: text,
  gate: text,
  pack: text,
  sender: text,
  recipient: text,
  purpose: text,
  field: text,
  fields: z.array(z.string()).optional(),
  severity: text,
});

/** What a golden case says; keys that are left out are not compared, further keys (reasons, counts) are for readers. */
const expectedSchema = z.looseObject({
  flows: z.array(z.looseObject({ sender: text, recipient: text, purpose: text, verdict: text })).optional(),
  findings: z.array(pattern).optional(),
  mustNotOccur: z.array(pattern).default([]),
});

type Pattern = z.infer<typeof pattern>;

/**
 * Judges a case by one pack, whatever rules the case names, and compares with its `expected.json`: every finding that is
 * expected must be there, every finding must be expected, and what must not occur must not.
 *
 * @param reference id of a built-in pack, or a path relative to the working directory
 * @returns the differences, in words; none when all is as expected
 * @throws WayleaveError for a broken pack, case or expected.json
 */
export async function testPack(reference: string, caseDir: string): Promise<string[]> {
  const pack = loadPack(reference, process.cwd());
  const kase = { ...(await loadCase(caseDir, [pack])), rules: [pack] };
  const expected = readExpected(caseDir);
  const dir = mkdtempSync(join(tmpdir(), 'wayleave-pack-'));
  try {
    const a = await analyze(kase, ALWAYS, limits({}), dir, () => undefined);
    return compare(a, expected, pack.id);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const ACCEPTED = 'JSON with flows, findings and mustNotOccur; docs/tutorial-own-pack.md shows one';

function readExpected(caseDir: string): z.infer<typeof expectedSchema> {
  const path = join(caseDir, 'expected.json');
  if (!existsSync(path)) {
    throw new WayleaveError('USAGE', `${path} is missing: a case is tested by what it is expected to say`, {
      accepted: ACCEPTED,
      advice: 'Write it, or name cases that have one.',
    });
  }
  try {
    return expectedSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new WayleaveError('USAGE', `${path} cannot be read as what a case is expected to say`, {
      accepted: ACCEPTED,
      cause,
    });
  }
}

function compare(a: Analysis, expected: z.infer<typeof expectedSchema>, pack: string): string[] {
  const mine = (p: Pattern): boolean => p.pack === undefined || p.pack === pack;
  const wanted = expected.findings?.filter(mine);
  const missing = (wanted ?? []).flatMap((p) => {
    const fields = p.fields ?? [undefined];
    return fields
      .filter((field) => !a.findings.some((f) => matches(f, p, field)))
      .map((field) => `expected, not found: ${say(p, field)}`);
  });
  const surplus =
    wanted === undefined
      ? []
      : a.findings
          .filter((f) => !wanted.some((p) => (p.fields ?? [undefined]).some((field) => matches(f, p, field))))
          .map((f) => `found, not expected: ${say(f, f.field)}`);
  const forbidden = expected.mustNotOccur.filter(mine).flatMap((p) => {
    return a.findings.filter((f) => matches(f, p, p.field)).map((f) => `must not occur: ${say(f, f.field)}`);
  });
  const verdicts = (expected.flows ?? []).flatMap((e) => {
    const same = a.flows.some(
      (f) =>
        f.verdict === e.verdict &&
        f.sender === e.sender &&
        f.recipient === e.recipient &&
        f.purpose === e.purpose,
    );
    const { sender = '', recipient = '', purpose = '', verdict = '' } = e;
    return same ? [] : [`no flow ${sender} → ${recipient} for ${purpose} is ${verdict}`];
  });
  return [...missing, ...surplus, ...forbidden, ...verdicts];
}

const KEYS = ['code', 'gate', 'sender', 'recipient', 'purpose', 'severity'] as const;

function matches(f: Finding, p: Pattern, field: string | undefined): boolean {
  return KEYS.every((k) => p[k] === undefined || p[k] === f[k]) && (field === undefined || f.field === field);
}

function say(f: Pattern | Finding, field: string | undefined): string {
  const {
    code = 'any code',
    gate = 'any',
    sender = 'anyone',
    recipient = 'anyone',
    purpose = 'anything',
  } = f;
  return `${code} at ${gate}, ${sender} → ${recipient}${field === undefined ? '' : `, ${field}`}, for ${purpose}`;
}
