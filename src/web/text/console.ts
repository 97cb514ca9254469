import { queriesKo } from './queries-ko.js';

type Words<K extends string> = Readonly<Record<K, string>>;

/** Texts of the query console. */
export interface ConsoleTexts extends Words<
  | 'saved'
  | 'own'
  | 'ownAbout'
  | 'statement'
  | 'run'
  | 'idle'
  | 'cancel'
  | 'cancelled'
  | 'edit'
  | 'keys'
  | 'required'
  | 'persons'
  | 'notAllowed'
  | 'notAllowedPersons'
  | 'answer'
  | 'complete'
  | 'shownAs'
  | 'asTable'
  | 'asGraph'
  | 'noRows'
  | 'nothingToDraw'
> {
  readonly truth: Words<'yes' | 'no'>;
  /** Names of the folders of the catalog; what is missing is shown as it is. */
  readonly folders: Readonly<Partial<Record<string, string>>>;
  /** What the catalog says of its questions, where the language has words of its own for it. */
  readonly catalog: Readonly<Partial<Record<string, string>>>;
  readonly running: (seconds: string) => string;
  readonly rows: (n: string) => string;
  readonly took: (milliseconds: string) => string;
  readonly cut: (rows: string) => string;
  readonly moreItems: (n: string) => string;
  readonly drawn: (nodes: string, edges: string) => string;
  readonly drawnSome: (nodes: string, total: string) => string;
  readonly unknown: (name: string) => string;
}

export const consoleEn: ConsoleTexts = {
  saved: 'Questions',
  own: 'Write Cypher',
  ownAbout: 'Read-only. Labels, relationships and properties are suggested while you type.',
  statement: 'Cypher statement',
  run: 'Run',
  idle: 'Not run yet.',
  cancel: 'Cancel',
  cancelled: 'Cancelled: the query was ended.',
  edit: 'Edit as Cypher',
  keys: 'Ctrl or ⌘ with Enter runs it. What is run here is noted in the audit log.',
  required: 'needed',
  persons: 'Names persons, as pseudonyms: each run is noted in the audit log.',
  notAllowed:
    'Your role, viewer, reads what is saved. To ask in Cypher takes the role analyst: whoever runs this server can give it to you. The questions beside are yours to ask.',
  notAllowedPersons:
    'This question names persons, and takes the role analyst. Questions that count people instead are yours to ask.',
  answer: 'Answer',
  complete: 'complete',
  shownAs: 'Shown as',
  asTable: 'Table',
  asGraph: 'Graph',
  noRows: 'No rows: nothing in the case answers this.',
  nothingToDraw:
    'These rows hold no nodes, so there is nothing to draw: they are numbers and texts. Return nodes, relationships or paths to see them as a graph.',
  truth: { yes: 'yes', no: 'no' },
  folders: {
    bases: 'Recorded bases',
    case: 'The case',
    evidence: 'Evidence',
    findings: 'Findings',
    law: 'Law',
    lineage: 'Lineage',
    ownership: 'Ownership',
    people: 'People',
    timeline: 'Over time',
  },
  catalog: {},
  running: (seconds) => `Running, ${seconds} s`,
  rows: (n) => (n === '1' ? '1 row' : `${n} rows`),
  took: (ms) => `${ms} ms`,
  cut: (rows) => `cut: the first ${rows}, as many as this server answers with`,
  moreItems: (n) => `and ${n} more`,
  drawn: (nodes, edges) =>
    `${nodes === '1' ? '1 node' : `${nodes} nodes`}, ${edges === '1' ? '1 connection' : `${edges} connections`}`,
  drawnSome: (nodes, total) => `The first ${nodes} of ${total} nodes`,
  unknown: (name) => `There is no saved question ${name}. Choose one of the list.`,
};

export const consoleKo: ConsoleTexts = {
  saved: '질문',
  own: 'Cypher 작성',
  ownAbout: '읽기 전용입니다. 입력하는 동안 레이블, 관계, 속성이 제안됩니다.',
  statement: 'Cypher 문',
  run: '실행',
  idle: '아직 실행하지 않았습니다.',
  cancel: '취소',
  cancelled: '취소되었습니다. 질의가 중단되었습니다.',
  edit: 'Cypher로 편집',
  keys: 'Ctrl 또는 ⌘ + Enter로 실행합니다. 실행한 문은 감사 로그에 기록됩니다.',
  required: '필수',
  persons: '사람을 가명으로 표시합니다. 실행할 때마다 감사 로그에 기록됩니다.',
  notAllowed:
    '현재 역할(viewer)은 저장된 질문만 볼 수 있습니다. Cypher로 질의하려면 analyst 역할이 필요하며, 서버 운영자가 부여할 수 있습니다. 목록의 질문은 바로 사용할 수 있습니다.',
  notAllowedPersons:
    '이 질문은 사람을 표시하므로 analyst 역할이 필요합니다. 인원만 세는 질문은 바로 사용할 수 있습니다.',
  answer: '결과',
  complete: '전체',
  shownAs: '보기',
  asTable: '표',
  asGraph: '그래프',
  noRows: '행이 없습니다. 사건에 해당하는 것이 없습니다.',
  nothingToDraw:
    '이 행에는 노드가 없어 그릴 것이 없습니다. 숫자와 글자뿐입니다. 노드, 관계, 경로를 반환하면 그래프로 볼 수 있습니다.',
  truth: { yes: '예', no: '아니요' },
  folders: {
    bases: '기록된 근거',
    case: '사건',
    evidence: '증거',
    findings: '지적 사항',
    law: '법령',
    lineage: '흐름',
    ownership: '지배 관계',
    people: '인원',
    timeline: '시간별',
  },
  catalog: queriesKo,
  running: (seconds) => `실행 중, ${seconds}초`,
  rows: (n) => `${n}행`,
  took: (ms) => `${ms}ms`,
  cut: (rows) => `잘림: 이 서버의 한도인 처음 ${rows}행`,
  moreItems: (n) => `외 ${n}개`,
  drawn: (nodes, edges) => `노드 ${nodes}개, 연결 ${edges}개`,
  drawnSome: (nodes, total) => `노드 ${total}개 중 처음 ${nodes}개`,
  unknown: (name) => `저장된 질문 ${name}이(가) 없습니다. 목록에서 선택하세요.`,
};
