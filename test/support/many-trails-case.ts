import { outsourcingPack } from './large-case.js';
import { writeFiles } from './workspace.js';

const HOME = 25;
const FIRST = 28;
const LAST = 71;
const PEOPLE = 12;

/**
 * Writes a small log of many trails: everyone at home sends to everyone in a first row abroad, who later send to everyone in a
 * last row. 50,400 trails abroad of some of a dozen people, from 2,688 flows.
 *
 * @returns the folder
 */
export function writeManyTrails(dir: string): string {
  const day = 86_400_000;
  const start = Date.UTC(2022, 0, 1);
  const rows: string[] = [];
  const send = (at: number, from: string, to: string, most: number) => {
    // The first person takes all ways, so that each is a trail; others some.
    for (let person = 0; person < most; person++) {
      rows.push(`${new Date(start + at * day).toISOString()},u${person},${from},${to},phone,service,,\n`);
    }
  };
  for (let h = 0; h < HOME; h++)
    for (let a = 0; a < FIRST; a++)
      send((h * FIRST + a) % 300, `home${h}`, `first${a}`, 1 + ((h + a) % PEOPLE));
  for (let a = 0; a < FIRST; a++)
    for (let b = 0; b < LAST; b++)
      send(301 + ((a * LAST + b) % 300), `first${a}`, `last${b}`, 1 + ((a * b) % PEOPLE));
  const names = (count: number, name: string, places: readonly string[]) =>
    Array.from(
      { length: count },
      (_, i) => `${name}${i},${places[i % places.length] ?? ''},${name} ${i},\n`,
    ).join('');
  return writeFiles(dir, {
    'case.yaml': 'title: Many trails\nhome: KR\nrules: [./own.yaml]\n',
    'own.yaml': outsourcingPack('{ sender: [KR, SG, US] }'),
    'processors.csv': `id,jurisdiction,name,aliases\n${names(HOME, 'home', ['KR'])}${names(FIRST, 'first', ['SG', 'US', 'JP', 'DE'])}${names(LAST, 'last', ['IE', 'GB', 'CN', 'NL', 'FR', 'IN', 'VN'])}`,
    'fields.csv': 'id,category,derived_from,method\nphone,pd:TelephoneNumber,,\n',
    'purposes.csv': 'id\nservice\n',
    'transfers/log.csv': `at,user_id,sender,recipient,fields,purpose,basis,record_id\n${rows.join('')}`,
  });
}
