import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** A folder that goes with the test. */
export function tempDir(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'wayleave-'));
  t.after(() => {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  });
  return dir;
}

/** Writes files below a folder: text or bytes by relative path. */
export function writeFiles(dir: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return dir;
}

/** A small case that runs: one home shop, one processor abroad; transfers are up to the test. */
export const BASE: Readonly<Record<string, string>> = {
  'case.yaml': 'home: KR\nrules: [./own.yaml]\n',
  'own.yaml': [
    'id: own',
    'applies: { sender: [KR] }',
    'gates:',
    '  - gate: provision',
    '    carried_by:',
    '      - { consent: provide, requires: { separate: true }, cite: Act 17 }',
    '      - { contract: outsourcing, requires: { beneficiary: exporter }, cite: Act 26 }',
    '    cite: Act 1',
    '',
  ].join('\n'),
  'processors.csv': 'id,jurisdiction,aliases\nshop,KR,Shop Inc.\nlab,US,\nads,SG,\n',
  'fields.csv':
    'id,category,derived_from,method\nphone,pd:TelephoneNumber,,\nhashed,pd:TelephoneNumber,phone,hash\n',
  'purposes.csv': 'id\npay\n',
  'notices.csv': 'id,controller,scope,recipients,fields,purposes,separate\nn1,shop,provide,lab,*,*,true\n',
};

export const HEADER = 'at,user_id,sender,recipient,fields,purpose,basis,record_id\n';
