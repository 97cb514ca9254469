import { HEADER, writeFiles } from './workspace.js';

/** Writes a small case with a flow of each verdict, and with a derived field that goes on abroad. */
export function writeMixedCase(dir: string): string {
  const row = (at: string, user: string, from: string, to: string, fields: string) =>
    `${at}T00:00:00Z,${user},${from},${to},${fields},pay,,\n`;
  const people = ['a', 'b', 'c', 'd', 'e', 'f'];
  return writeFiles(dir, {
    'case.yaml': 'title: Of each kind\nhome: KR\nrules: [./own.yaml]\n',
    'own.yaml': [
      'id: own',
      'title: An act',
      'applies: { sender: [KR, SG] }',
      'gates:',
      '  - gate: provision',
      '    carried_by:',
      '      - { consent: provide, cite: Act 17(1) }',
      '      - { contract: outsourcing, requires: { beneficiary: exporter }, cite: Act 26 }',
      '    cite: Act 17',
      '',
    ].join('\n'),
    'processors.csv':
      'id,jurisdiction,name,parent,aliases\nshop,KR,Shop Inc.,,\ncloud,SG,Cloud Pte. Ltd.,lab,\nads,US,Ads LLC,lab,\nlab,US,Lab Corp.,,\nbank,KR,Bank Co.,,\n',
    'fields.csv':
      'id,category,derived_from,method\nphone,pd:TelephoneNumber,,\nhashed,pd:TelephoneNumber,phone,hash\nemail,pd:EmailAddress,,\n',
    'purposes.csv': 'id\npay\n',
    'notices.csv': 'id,controller,scope,recipients,fields,purposes\nn1,shop,provide,bank,*,*\n',
    'contracts.csv':
      'id,kind,exporter,importer,fields,purposes,signed_at,ends_at,onward,beneficiary\nc1,outsourcing,shop,cloud,phone,*,2020-01-01,,,\n',
    'consents.csv': `user_id,notice,given_at\n${people.map((p) => `${p},n1,2021-01-01T00:00:00Z\n`).join('')}`,
    'transfers/log.csv': [
      HEADER,
      ...people.map((p) => row('2021-12-01', p, '@user', 'shop', 'phone|email')),
      // Of a recorded basis; hanging on a question; of none; under no rule.
      ...people.map((p) => row('2022-01-10', p, 'shop', 'bank', 'email')),
      ...people.slice(0, 5).map((p) => row('2022-02-10', p, 'shop', 'cloud', 'phone')),
      ...people.slice(0, 4).map((p) => row('2022-03-10', p, 'cloud', 'ads', 'hashed')),
      ...people.slice(0, 3).map((p) => row('2022-04-10', p, 'shop', 'ads', 'email')),
      ...people.slice(0, 2).map((p) => row('2022-05-10', p, 'ads', 'lab', 'hashed')),
    ].join(''),
  });
}
