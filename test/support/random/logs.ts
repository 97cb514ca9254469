import type { Dice } from './dice.js';
import { moment, written, ZONES } from './moments.js';
import type { Registers } from './registers.js';

/** What a log cell holds before a file format writes it: the formats differ in what they can say. */
export type LogCell =
  string | number | boolean | null | readonly unknown[] | Readonly<Record<string, unknown>>;
/** A row by column, or a line that is none. */
export type LogRow = Readonly<Record<string, LogCell>> | BrokenRow;

export class BrokenRow {
  constructor(readonly line: string) {}
}

/** Code points of the last two sort otherwise than their UTF-16 units do. */
const USERS = ['u1', 'U 1', '김', '7', '\uFF5E9', '\u{1F600}x'];

const BAD_TIMES = [
  'soon',
  '2023-02-30T00:00:00Z',
  '2023-06-01T24:00:00Z',
  '2023-06-01T00:00:00+25:00',
  '01.06.2023',
];

export function randomTransfers(dice: Dice, r: Registers, zone: (typeof ZONES)[number]): LogRow[] {
  const users = USERS.slice(0, dice.int(1, USERS.length));
  const named = (p: string): string => dice.pick(r.names.get(p) ?? [p]);
  const recordIds: string[] = [];
  let route = randomRoute(dice, r);
  return dice.times(dice.int(3, 55), (i) => {
    // Mostly onward from where the last row went, so that trails arise.
    if (dice.chance(0.7)) route = randomRoute(dice, r, dice.chance(0.6) ? route.recipient : undefined);
    const recordId = dice.chance(0.3) ? (dice.chance(0.15) ? dice.pick([...recordIds, 'r']) : `r${i}`) : '';
    if (recordId !== '') recordIds.push(recordId);
    const row = {
      at: written(dice, moment(dice), zone.id),
      user_id: dice.pick(users),
      sender: route.sender === '@user' ? '@user' : named(route.sender),
      recipient: named(route.recipient),
      fields: route.fields,
      purpose: route.purpose,
      basis: dice.chance(0.3) ? dice.pick(['the "contract", signed', 'n0', 'c0']) : '',
      record_id: recordId,
    };
    return dice.chance(0.12) ? spoiledTransfer(dice, row, zone) : row;
  });
}

interface RandomRoute {
  readonly sender: string;
  readonly recipient: string;
  readonly fields: readonly string[];
  readonly purpose: string;
}

function randomRoute(dice: Dice, r: Registers, from?: string): RandomRoute {
  const [first = '', second = ''] = dice.shuffled(r.processors);
  const sender = dice.chance(0.15) ? '@user' : (from ?? first);
  const recipient = sender === first ? second : first;
  const fields = dice.some(r.fields, 0.4);
  return {
    sender,
    recipient,
    fields: fields.length > 0 ? fields : [dice.pick(r.fields)],
    purpose: dice.pick(r.purposes),
  };
}

/** A row with something wrong, or with something that looks wrong and is not. */
function spoiledTransfer(dice: Dice, row: Record<string, LogCell>, zone: (typeof ZONES)[number]): LogRow {
  return dice.pick<() => LogRow>([
    () => new BrokenRow('neither, enough cells'),
    () => ({ ...row, user_id: '  ' }),
    () => ({ ...row, fields: dice.pick<LogCell>([[], '|', ' | ', null]) }),
    () => ({ ...row, at: null, purpose: '' }),
    () => ({ ...row, at: dice.pick([...BAD_TIMES, ...zone.skipped, ...zone.skipped]) }),
    () => ({ ...row, sender: dice.pick<LogCell>([true, { id: 'p0' }, ['p0']]) }),
    () => ({ ...row, at: 5, basis: false }),
    () => ({ ...row, sender: 'nobody', fields: ['fax'] }),
    () => ({ ...row, recipient: 'Nobody Ltd', sender: row['recipient'] ?? null }),
    () => ({ ...row, fields: ['fax', 'phone', 'phone'] }),
    () => ({ ...row, fields: ['phone', 'phone', ''] }),
    () => ({ ...row, purpose: 'PAY' }),
    () => ({ ...row, recipient: row['sender'] ?? null }),
    () => ({ ...row, user_id: 7, record_id: 12 }),
    () => ({ ...row, record_id: 'r', extra: 'ignored' }),
  ])();
}

export function randomConsents(dice: Dice, r: Registers, zone: string): LogRow[] {
  if (r.notices.length === 0) return [];
  return dice.times(dice.int(0, 60), () => {
    const times = [moment(dice), moment(dice), moment(dice)].sort((a, b) => a - b);
    const [given = 0, first = 0, second = 0] = times;
    const [withdrawn, expires] = dice.chance(0.5) ? [first, second] : [second, first];
    const row = {
      user_id: dice.pick(USERS),
      notice: dice.pick(r.notices).id,
      given_at: written(dice, given, zone),
      withdrawn_at: dice.chance(0.4) ? written(dice, withdrawn, zone) : '',
      expires_at: dice.chance(0.4) ? written(dice, expires, zone) : '',
    };
    if (!dice.chance(0.1)) return row;
    return dice.pick<() => LogRow>([
      () => ({ ...row, withdrawn_at: written(dice, given - 1, zone) }),
      () => ({ ...row, expires_at: '2020-01-01', withdrawn_at: '' }),
      () => ({ ...row, expires_at: '9999-12-31' }),
      () => ({ ...row, notice: 'n99' }),
      () => ({ ...row, given_at: '' }),
      () => ({ ...row, withdrawn_at: 'never' }),
      () => new BrokenRow('x'),
    ])();
  });
}
