import type { Texts } from './texts.js';

/** Korean. */
export const KOREAN: Texts = {
  lang: 'ko',
  report: '개인정보가 어디로 갔으며, 무엇이 이를 허용했는가',
  disclaimer:
    '이 보고서는 기록이 무엇을 뒷받침하는지를 말할 뿐, 누구의 위법도 단정하지 않으며 법률 자문이 아닙니다. “기록된 근거 없음”은 사건의 등록부와 로그에 근거가 없다는 뜻이지, 근거가 존재하지 않았다는 뜻이 아닙니다.',
  contents: '차례',
  summary: '요약',
  picture: '흐름도',
  parties: '관계자',
  trails: '국외로 이어지는 경로',
  findings: '지적 사항',
  questions: '미해결 질문',
  method: '방법과 한계',
  verdict: {
    unsupported: '기록된 근거 없음',
    contested: '미해결 질문에 달림',
    supported: '기록된 근거 있음',
    out_of_scope: '적용 규칙 없음',
  },
  verdictMeans: {
    unsupported: '규칙의 관문 가운데 적어도 하나를 뒷받침하는 기록이 없음',
    contested: '근거가 빠진 관문은 없으나, 아무도 기록하지 않은 사실에 달린 관문이 있음',
    supported: '모든 관문을 기록된 근거가 뒷받침하며, 그 근거를 밝힘',
    out_of_scope: '사건의 규칙 묶음 가운데 적용되는 것이 없음',
  },
  severity: { high: '높음', medium: '보통', low: '낮음' },
  code: {
    NO_BASIS: '뒷받침할 수 있는 기록이 없습니다.',
    CONSENT_DEFECTIVE: '유효한 동의가 있으나, 규칙이 요구하는 요건을 갖추지 못했습니다.',
    CONSENT_WITHDRAWN: '해당 동의가 이미 철회되었습니다.',
    CONSENT_EXPIRED: '해당 동의의 기간이 이미 끝났습니다.',
    CONSENT_NOT_YET_GIVEN: '해당 동의는 나중에야 이루어졌습니다.',
    CONSENT_NOT_GIVEN: '고지는 있으나 그에 대한 동의 기록이 없습니다.',
    CONSENT_OUT_OF_SCOPE: '유효한 동의가 있으나, 다른 수령자·항목·목적에 대한 것입니다.',
    CONTRACT_UNQUALIFIED: '계약이 있으나, 규칙이 요구하는 요건을 갖추지 못했습니다.',
    CONTRACT_ENDED: '해당 계약이 이미 종료되었습니다.',
    CONTRACT_NOT_SIGNED: '해당 계약이 아직 체결되지 않았습니다.',
    CONTRACT_OUT_OF_SCOPE: '유효한 계약이 있으나, 다른 항목이나 목적에 대한 것입니다.',
    ADEQUACY_OUT_OF_SCOPE: '적정성 결정이 있으나, 이 종류의 정보에는 미치지 않습니다.',
    FIELD_NOT_NECESSARY: '목적에 필요한 항목으로 등록되어 있지 않습니다.',
    WEAK_PSEUDONYM: '되돌릴 수 있는 방식으로 다른 항목을 대신합니다.',
    ONWARD_NOT_PERMITTED: '계약에도 고지에도 없는 자에게 다시 넘겨졌습니다.',
    TAINTED: '기록된 근거 없이 도달한 정보에서 비롯되었습니다.',
  },
  word: {
    case: '사건',
    home: '보호 대상',
    analyzed: '분석 시각',
    period: '이전 기간',
    fingerprint: '분석 지문',
    rules: '규칙',
    readOn: '법령 기준일',
    complete: '완전성',
    yes: '완전함',
    no: '완전하지 않음',
    log: '로그',
    read: '읽음',
    accepted: '수용',
    rejected: '거부',
    verdict: '판단',
    flows: '흐름',
    records: '기록',
    people: '사람',
    processor: '처리자',
    place: '소재지',
    parent: '지배 회사',
    holdings: '지분 보유',
    foreign: '국외',
    atHome: '국내',
    way: '경로',
    fields: '항목',
    purpose: '목적',
    basis: '주장된 근거',
    gate: '관문',
    provisions: '조항',
    from: '부터',
    to: '까지',
    hop: '단계',
    row: '로그의 행',
    person: '정보주체',
    time: '시각 (UTC)',
    content: '내용',
    transfers: '이전',
    consents: '동의',
    question: '기록되지 않은 사실',
    cell: '등록부의 칸',
    severity: '심각도',
    none: '없음',
    persons: '정보주체',
    legend: '범례',
    adequacy: '적정성 결정',
    consent: '동의',
    contract: '계약',
    exemption: '예외',
    notice: '고지',
    advisory: '권고',
    reasons: '사유',
  },
  trailCount: (n) => `경로 ${n}개`,
  entityCount: (n) => `국외 처리자 ${n}곳`,
  people: (n) => `${n}명`,
  shown: (shown, all) => `${all}건 가운데 ${shown}건을 보입니다. 전체는 wayleave analyze --json에 있습니다.`,
  cut: (hops, maxTrails) =>
    hops === 0
      ? `완전하지 않음: 경로가 ${maxTrails}개를 넘어 나열하지 않았습니다.`
      : `완전하지 않음: 경로가 ${maxTrails}개를 넘어, 흐름 ${hops}개보다 긴 경로는 잘렸습니다.`,
  headline: (people, trails, entities) =>
    `로그에는 ${people}이 있으며, 개인정보는 ${trails}로 ${entities}에 이르렀습니다. `,
  unsupportedPeople: (n, of) =>
    `${of}명 가운데 ${n}의 정보가, 기록된 근거가 없는 단계를 하나 이상 포함한 경로로 국외에 이르렀습니다.`,
  noForeign: '국외 처리자로 이어지는 경로가 없습니다.',
  noForeignListed: '나열된 경로 가운데 국외 처리자로 이어지는 것이 없습니다.',
  atLeast: (trails) => `최소 ${trails}`,
  noFindings: '지적 사항이 없습니다.',
  noQuestions: '기록되지 않은 사실에 달린 판단이 없습니다.',
  pictureNote:
    '처리자는 소재지 안에 그려집니다. 화살표는 한 처리자에서 다른 처리자로 가는, 판단이 같은 모든 흐름입니다. 굵기는 해당하는 사람 수에 따르며, 그 수가 함께 적혀 있습니다.',
  pictureCut: (entities, ofEntities, arrows, ofArrows) =>
    `사람이 많은 순서로 처리자 ${ofEntities}개 중 ${entities}개, 판단이 나쁜 순서로 화살표 ${ofArrows}개 중 ${arrows}개를 그렸습니다. 나머지는 표에 있습니다.`,
  trailsNote:
    '경로란 동일한 사람의 정보가 시간 순서에 따라 이전된 길입니다. 사람 수는 추정이 아니라 센 값입니다. 같은 처리자들을 지나는 경로는 함께 적었습니다.',
  alike: (n) => `항목, 목적 또는 판단이 다른 경로 ${n}개`,
  findingsNote:
    '지적 사항이란 기록이 규칙의 관문을 뒷받침하지 못하는 이유입니다. 항목만 다른 것은 함께 적었고, 사람은 한 번만 셌습니다.',
  questionsNote: '등록부에서 비어 있는 사실들입니다. 이를 채우면 여기에 달린 흐름이 판단됩니다.',
  asked: (fact, of, who = false) => (who ? `${of}에 동의했는지 볼 사람들이 누구인지` : `${of}의 ${fact}`),
  methodText: [
    '이전 로그와 등록부를 읽었습니다. 모든 행은 수용되거나 이유와 함께 거부되었고, 그 합을 확인했습니다.',
    '보낸 곳, 받은 곳, 항목, 목적, 주장된 근거, 그리고 그 시점에 규칙이 말하는 바가 같은 이전이 하나의 흐름을 이룹니다. 조문을 하나하나 인용하는 규칙 묶음이 흐름과 항목마다 판단합니다.',
    '경로는 한 사람씩 시간을 따라갑니다. 같은 사람의, 앞서지 않은, 같은 항목이나 거기서 파생된 항목을 담은 이전만이 경로를 잇습니다.',
    '사람은 사건 저장소의 열쇠로만 알 수 있는 가명으로 적혀 있습니다.',
    '로그에 없는 것은 이 분석에 존재하지 않으며, 등록부가 틀리면 답도 틀립니다. 규칙 묶음은 적힌 날짜 기준으로 법을 읽은 것입니다.',
  ],
  packNotes: '규칙 묶음이 스스로 밝히는 한계',
  factor: {
    yes: '충족',
    no: '미충족',
    unknown: '알 수 없음: 기록 없음',
    weighed: '참고 사항, 판단에 영향 없음',
  },
  lacks: (items) => `${items} 누락`,
  cell: ({ file, line, column }) => `${file}:${line} ${column} 열`,
  importNotes: '다른 형식에서 읽은 것과 그 한계',
  importLimit: {
    people_as_groups:
      '이벤트는 작업이 무엇을 넘겼는지 말할 뿐 누구의 행인지 말하지 않습니다. 명단이 없는 사람들은 데이터셋마다 하나로 세므로 사람과 기록의 수는 하한이며, 이들의 동의 여부는 미해결 질문입니다.',
    methods_as_described:
      '계보는 값이 무엇으로 만들어졌는지 말합니다. 방법은 이벤트가 적은 대로이며, 적지 않은 곳에는 없습니다.',
    notice_as_registered:
      '동의 기록이나 문자열은 누군가 동의했음을 보여 줍니다. 무엇을 고지받았는지는 고지 등록부에 적힌 대로이거나 미해결 질문입니다.',
    no_country:
      'TCF 문자열은 국가도, 벤더가 아닌 수령자도, 보유 기간도 담지 않습니다. 이를 묻는 관문은 문자열만으로 뒷받침되지 않습니다.',
    days_only: 'TCF 문자열의 시각은 하루 단위입니다. 그날 더 일찍 일어난 일도 동의 뒤의 일로 셉니다.',
    no_transfers:
      '처리 활동 기록은 하려는 일을 말합니다. 등록부로만 읽으며, 이전이나 동의를 증명하지 않습니다.',
  },
  importOpen: (of, facts) => `${of}에 대해 기록되지 않은 것: ${facts}.`,
  rowAt: ({ file, row, line }) => `${file}, ${row}행${line === null ? '' : ` (${line}번째 줄)`}`,
  rowSays: (row) =>
    row === null
      ? '이 행은 더 이상 로그에 없습니다'
      : `${row.sender} → ${row.recipient}, 항목 ${row.fields}, 목적 ${row.purpose}, 근거 ${row.basis ?? '없음'}`,
  witness: '이 길을 지난 한 사람의 기록',
  samples: '처음 기록들',
  share: (owner, percent, since, until) => {
    const when = since === null && until === null ? '' : ` (${since ?? ''} ~ ${until ?? ''})`;
    return `${owner}: ${percent}${when}`;
  },
  carried: (by) => `근거: ${by}`,
  contested: '미해결 질문',
  tried: '뒷받침할 수 있었던 것',
  noReason: {
    consent: '기록 없음',
    contract: '기록 없음',
    adequacy: '유효한 것 없음',
    exemption: '기록상 요건 불충족',
  },
  fails: (what) => `충족되지 않은 것: ${what}`,
  asks: {
    held: (by, percent) => `${by} 측 지분 ${percent} % 미만`,
    fewer: ({ below, of, within, along, categories }) =>
      `${{ year: '1월 1일부터', '12 months': '직전 12개월 동안', ever: '로그 시작부터' }[within]} ${
        {
          sender: '보낸 처리자의 이전',
          pair: '두 처리자 사이의 이전',
          purpose: '두 처리자 사이 같은 목적의 이전',
        }[along]
      }${categories === null ? '' : ` 중 ${categories.join(', ')} 항목을 담은 것`} ${below.toLocaleString('ko-KR')}${{ people: '명', days: '일' }[of]} 미만`,
  },
  onwardHere: '이 경로에서 허락 없이 다시 넘겨짐',
};
