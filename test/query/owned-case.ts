import { HEADER } from '../support/workspace.js';

/** Who sends what to whom, when: `2020-05 a > b` each. */
const SENT = [
  ...[
    '2020-05 a > a2',
    '2020-05 a1 > b',
    '2021-05 a1 > b',
    '2021-06 a1 > b1',
    '2022-06 a2 > b1',
    '2020-03 a > c',
  ],
  ...[
    '2021-03 b > a1',
    '2022-03 b > a1',
    '2022-03 a > e',
    '2022-03 e > a',
    '2022-03 c > d',
    '2020-03 c > a1',
  ],
  ...['2021-03 d > b1', '2021-04 @user > e', '2021-05 e > d'],
];

/** A case of companies that hold each other's shares, in circles too, in changing periods, and of groups that control some. */
export const OWNED_CASE: Readonly<Record<string, string>> = {
  'case.yaml': 'title: Owned\nhome: KR\nrules: [./own.yaml]\n',
  'own.yaml':
    "id: own\napplies: { sender: ['*'] }\nzone: [KR]\ngates:\n  - gate: provision\n    carried_by: [{ consent: provide, requires: { separate: true } }]\n    cite: Act 1\n",
  'processors.csv':
    'id,jurisdiction,parent\na,KR,\na1,KR,a\na2,US,a1\nb,US,\nb1,SG,b\nc,DE,\nd,KR,c\ne,KR,\n',
  'ownership.csv': [
    'owner,owned,share,since,until',
    ...['b1,a,0.3,2020-01-01,2021-01-01', 'b1,a,0.4,2022-01-01,', 'c,b,0.1,,2020-06-01', 'b,c,0.2,,'],
    ...['a1,e,0.5,,', 'e,a,0.5,2023-01-01,', 'd,d,0.1,,', 'e,b,0.1,,', ''],
  ].join('\n'),
  'fields.csv': 'id,derived_from,method\nphone,,\nhashed,phone,hash\nscore,hashed|phone,score\n',
  'purposes.csv': 'id\npay\n',
  'notices.csv': [
    'id,controller,scope,recipients,fields,purposes,separate',
    ...['n1,a1,provide,b|b1,*,*,', 'n2,e,provide,d,*,*,true', 'n3,c,provide,*,*,*,false', ''],
  ].join('\n'),
  'consents.csv': 'user_id,notice,given_at\nu3,n1,2019-01-01\nu3,n2,2019-01-01\nu4,n3,2019-01-01\n',
  'transfers.csv':
    HEADER +
    SENT.flatMap((line, i) => {
      const [month = '', sender = '', , recipient = ''] = line.split(' ');
      const fields = ['phone', 'hashed', 'phone|score'][i % 3] ?? '';
      return [1, 3 + (i % 2)].map((u) => `${month}-0${u},u${u},${sender},${recipient},${fields},pay,,\n`);
    }).join(''),
};
