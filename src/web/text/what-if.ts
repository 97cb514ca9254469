type Words<K extends string> = Readonly<Record<K, string>>;

/** Texts of the room in which something is supposed. */
export interface WhatIfTexts extends Words<
  | 'about'
  | 'banner'
  | 'least'
  | 'reset'
  | 'suggestions'
  | 'mend'
  | 'add'
  | 'cuts'
  | 'none'
  | 'outcome'
  | 'idle'
  | 'abroad'
  | 'byPlace'
  | 'before'
  | 'after'
  | 'gone'
  | 'come'
  | 'changed'
  | 'noFindings'
  | 'cut'
  | 'scan'
  | 'scanAbout'
  | 'readLogs'
  | 'file'
  | 'panel'
  | 'optimal'
  | 'past'
  | 'unreadable'
  | 'notHeld'
  | 'noUnsupported'
  | 'unknown'
  | 'open'
  | 'openAbout'
  | 'openMore'
  | 'never'
> {
  /** That something is supposed, said where other things are looked at. */
  readonly note: Words<'here' | 'elsewhere' | 'noLink' | 'see' | 'drop' | 'goes'>;
  readonly remedyForm: Words<'title' | 'about' | 'allowed' | 'weight' | 'nothing' | 'usual'> & {
    readonly kinds: Words<'contracts' | 'notices' | 'cuts'>;
    readonly wrong: (most: string) => string;
  };
  readonly register: Words<'contracts' | 'notices'>;
  readonly also: (what: string, items: string) => string;
  readonly lists: Words<'fields' | 'purposes' | 'recipients' | 'onward'>;
  readonly fact: (name: string, was: string, now: string) => string;
  readonly signed: (was: string, now: string) => string;
  readonly ends: (was: string, now: string) => string;
  readonly newOne: (register: string, sort: string, of: string) => string;
  readonly stop: (sender: string, recipient: string, purpose: string) => string;
  readonly loss: (people: string, records: string) => string;
  readonly chosen: (what: string) => string;
  readonly proved: (n: string) => string;
  readonly bounded: (n: string, least: string) => string;
  readonly remains: (n: string) => string;
  readonly more: (n: string) => string;
  readonly listed: (n: string, total: string) => string;
  readonly parts: (records: string, people: string) => string;
  readonly reasons: Readonly<Record<string, string>>;
  readonly verdictChange: (before: string, after: string) => string;
  readonly said: (people: string, after: string) => string;
}

export const whatIfEn: WhatIfTexts = {
  about:
    'Suppose that contracts, notices or flows had been otherwise, and see whom it would concern. Nothing is changed.',
  banner: 'Supposed. This is not what happened.',
  least: 'Least remedies',
  reset: 'Reset',
  suggestions: 'What might have been',
  mend: 'Mended',
  add: 'Added',
  cuts: 'Not sent at all',
  none: 'Nothing is suggested: nothing that could be recorded would change a trail abroad.',
  outcome: 'What would be',
  idle: 'Tick something, or let the least remedies be found.',
  abroad: 'People with a trail abroad',
  byPlace: 'Without recorded basis, by country',
  before: 'Before',
  after: 'After',
  gone: 'Findings that go',
  come: 'Findings that come',
  changed: 'Flows that change',
  noFindings: 'No finding comes or goes.',
  cut: 'cut',
  scan: 'The logs must be read for exact numbers',
  scanAbout:
    'Records that are alike today would be decided differently, and who is concerned stands in the logs only.',
  readLogs: 'Read the logs',
  file: 'As a change file',
  panel: 'Suppositions',
  optimal: 'proved',
  past: 'Supposed for the whole past: what is mended today does not mend it. That a fact is supposed does not make it true.',
  unreadable: 'What this address supposes cannot be read.',
  notHeld: 'What was supposed was too long for this link, which does not hold it.',
  noUnsupported: 'No trail abroad lacks a recorded basis.',
  unknown: 'unknown',
  open: 'Facts that nobody recorded',
  openAbout: 'They leave a verdict open. Suppose an answer to see what hangs on it.',
  openMore: 'There are more: “Questions” beside the map has all of them.',
  never: 'never',
  note: {
    here: 'Something is supposed. The map and the outcome show what would be; the sentence in the headline is what is recorded.',
    elsewhere: 'Something is supposed, but not here: everything on this screen is what the records say.',
    noLink: 'It is too long for a link: a copied one does not hold it.',
    see: 'See what would be',
    drop: 'Suppose nothing',
    goes: 'supposed: goes',
  },
  remedyForm: {
    title: 'What the remedies may be',
    about: 'The least remedies are those of least weight in all, among the kinds that may be used.',
    allowed: 'May be used',
    weight: 'Weight of each',
    nothing: 'Allow at least one kind.',
    usual: 'As usual',
    kinds: { contracts: 'Contracts', notices: 'Notices', cuts: 'Flows not sent at all' },
    wrong: (most) => `A weight is a whole number from 1 to ${most}.`,
  },
  register: { contracts: 'Contract', notices: 'Notice' },
  also: (what, items) => `${what}: also ${items}`,
  lists: { fields: 'Fields', purposes: 'Purposes', recipients: 'Recipients', onward: 'May pass on to' },
  fact: (name, was, now) => `${name}: ${was} → ${now}`,
  signed: (was, now) => `Signed: ${was} → ${now}`,
  ends: (was, now) => `Ends: ${was} → ${now}`,
  newOne: (register, sort, of) => `${register} (${sort}), ${of}`,
  stop: (sender, recipient, purpose) => `${sender} → ${recipient}, for ${purpose}`,
  loss: (people, records) => `takes away ${records} of ${people}`,
  chosen: (what) => `Chosen on the map: ${what}, not sent`,
  proved: (n) => `${n === '1' ? 'One remedy' : `${n} remedies`}: proved to be the fewest.`,
  bounded: (n, least) =>
    `${n === '1' ? 'One remedy' : `${n} remedies`}; not proved to be the fewest (weight at least ${least}).`,
  remains: (n) => `${n} would stay without recorded basis: nothing suggested reaches them.`,
  more: (n) => `and ${n} more`,
  listed: (n, total) => `${n} of ${total}`,
  parts: (records, people) => `${records} of ${people} would part`,
  reasons: {
    'the result keeps no situations': 'The analysis has more situations than it keeps.',
    'consents to an added notice were rejected as unknown': 'The log holds consents to the added notice.',
    'rules count over the whole log': 'Rules count over the whole log, and would count otherwise.',
  },
  verdictChange: (before, after) => `${before} → ${after}`,
  said: (people, after) => `Without recorded basis abroad: ${people} before, ${after} after.`,
};

export const whatIfKo: WhatIfTexts = {
  about: '계약, 고지 또는 흐름이 달랐다고 가정하고 누구에게 영향이 있는지 봅니다. 기록은 바뀌지 않습니다.',
  banner: '가정입니다. 실제로 일어난 일이 아닙니다.',
  least: '최소 조치',
  reset: '초기화',
  suggestions: '달랐을 수 있는 것',
  mend: '보완',
  add: '추가',
  cuts: '전송하지 않음',
  none: '제안이 없습니다. 기록으로 국외 경로를 바꿀 수 있는 것이 없습니다.',
  outcome: '가정의 결과',
  idle: '항목을 선택하거나 최소 조치를 찾으세요.',
  abroad: '국외 경로가 있는 사람',
  byPlace: '기록된 근거가 없는 사람, 국가별',
  before: '이전',
  after: '이후',
  gone: '없어지는 지적 사항',
  come: '생기는 지적 사항',
  changed: '바뀌는 흐름',
  noFindings: '지적 사항에 변화가 없습니다.',
  cut: '중단',
  scan: '정확한 수를 알려면 로그를 읽어야 합니다',
  scanAbout: '지금은 같게 판단되는 기록이 서로 다르게 판단될 것이고, 누가 해당하는지는 로그에만 있습니다.',
  readLogs: '로그 읽기',
  file: '변경 파일로 보기',
  panel: '가정',
  optimal: '증명됨',
  past: '과거 전체에 대한 가정입니다. 오늘 보완해도 과거는 바뀌지 않으며, 가정했다고 사실이 되지 않습니다.',
  unreadable: '이 주소의 가정을 읽을 수 없습니다.',
  notHeld: '가정이 너무 길어 이 링크에 담기지 않았습니다.',
  noUnsupported: '기록된 근거가 없는 국외 경로가 없습니다.',
  unknown: '모름',
  open: '아무도 기록하지 않은 사실',
  openAbout: '판단이 이 사실에 달려 있습니다. 답을 가정하면 무엇이 달라지는지 볼 수 있습니다.',
  openMore: '더 있습니다. 지도 옆의 “미확인 사실”에 모두 있습니다.',
  never: '없음',
  note: {
    here: '가정이 적용되어 있습니다. 지도와 결과는 가정을, 머리 문장은 기록을 보여 줍니다.',
    elsewhere: '가정이 있지만 이 화면에는 적용되지 않습니다. 여기의 모든 내용은 기록에 따른 것입니다.',
    noLink: '너무 길어 링크에는 담기지 않습니다.',
    see: '가정의 결과 보기',
    drop: '가정 없애기',
    goes: '가정하면 없어짐',
  },
  remedyForm: {
    title: '쓸 수 있는 조치',
    about: '최소 조치는 쓸 수 있는 종류 가운데 가중치의 합이 가장 작은 것입니다.',
    allowed: '사용',
    weight: '하나의 가중치',
    nothing: '한 가지 이상 선택하세요.',
    usual: '기본값으로',
    kinds: { contracts: '계약', notices: '고지', cuts: '전송하지 않음' },
    wrong: (most) => `가중치는 1부터 ${most}까지의 정수입니다.`,
  },
  register: { contracts: '계약', notices: '고지' },
  also: (what, items) => `${what}: ${items} 추가`,
  lists: { fields: '항목', purposes: '목적', recipients: '수령자', onward: '재이전 허용' },
  fact: (name, was, now) => `${name}: ${was} → ${now}`,
  signed: (was, now) => `체결: ${was} → ${now}`,
  ends: (was, now) => `종료: ${was} → ${now}`,
  newOne: (register, sort, of) => `${register}(${sort}), ${of}`,
  stop: (sender, recipient, purpose) => `${sender} → ${recipient}, ${purpose}`,
  loss: (people, records) => `${people}의 ${records}이 없어집니다`,
  chosen: (what) => `지도에서 선택: ${what}, 전송하지 않음`,
  proved: (n) => `조치 ${n}개: 가장 적음이 증명되었습니다.`,
  bounded: (n, least) => `조치 ${n}개: 가장 적음은 증명되지 않았습니다(최소 가중치 ${least}).`,
  remains: (n) => `${n}은 근거 없이 남습니다. 제안으로 닿지 않습니다.`,
  more: (n) => `외 ${n}개`,
  listed: (n, total) => `${total}개 중 ${n}개`,
  parts: (records, people) => `${people}의 ${records}이 갈라집니다`,
  reasons: {
    'the result keeps no situations': '분석이 보관하는 상황 수를 넘었습니다.',
    'consents to an added notice were rejected as unknown': '추가한 고지에 대한 동의가 로그에 있습니다.',
    'rules count over the whole log': '규칙이 로그 전체를 세며, 다르게 세게 됩니다.',
  },
  verdictChange: (before, after) => `${before} → ${after}`,
  said: (people, after) => `국외, 기록된 근거 없음: 이전 ${people}, 이후 ${after}.`,
};
