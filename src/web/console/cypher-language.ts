import { HighlightStyle, StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import { MARKED } from './cypher-words.js';

/** What the last token was, as far as the next hangs on it. */
interface State {
  /** Inside of a comment that goes over lines. */
  comment: boolean;
  /** What a name that comes now is. */
  next: 'name' | 'label' | 'property';
}

function token(stream: StringStream, state: State): string | null {
  if (state.comment) return comment(stream, state);
  if (stream.eatSpace()) return null;
  const { next } = state;
  state.next = 'name';
  if (stream.match('//')) {
    stream.skipToEnd();
    return 'comment';
  }
  if (stream.match('/*')) return comment(stream, state);
  if (stream.match(/^(?:'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?)/)) return 'string';
  if (stream.match(/^\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?/)) return 'number';
  if (stream.match(/^\$(?:\w+|`[^`]*`)/)) return 'parameter';
  if (stream.match(/^(?:`[^`]*`?|[\p{L}_][\p{L}\p{N}_]*)/u)) return word(stream, next);
  const sign = stream.next();
  // A colon before a name makes it a label, but not in a map: there a name stands before it.
  if (sign === ':' || ((sign === '|' || sign === '&' || sign === '!') && next === 'label'))
    state.next = 'label';
  if (sign === '.' && !stream.match('.', false)) state.next = 'property';
  return sign !== undefined && '()[]{},;'.includes(sign) ? 'punctuation' : 'operator';
}

function word(stream: StringStream, next: State['next']): string {
  if (next === 'label') return 'label';
  if (next === 'property') return 'property';
  if (stream.match(/^\s*\(/, false) && !MARKED.has(stream.current().toUpperCase())) return 'function';
  if (MARKED.has(stream.current().toUpperCase())) return 'keyword';
  return stream.match(/^\s*:\s*['"\d$]/, false) ? 'property' : 'name';
}

function comment(stream: StringStream, state: State): string {
  state.comment = !stream.string.slice(stream.pos).includes('*/');
  if (state.comment) stream.skipToEnd();
  else while (!stream.match('*/')) stream.next();
  return 'comment';
}

const parser: StreamParser<State> = {
  name: 'cypher',
  startState: () => ({ comment: false, next: 'name' }),
  copyState: (state) => ({ ...state }),
  token,
  tokenTable: {
    label: tags.typeName,
    property: tags.propertyName,
    parameter: tags.special(tags.variableName),
    function: tags.function(tags.variableName),
    name: tags.variableName,
  },
  languageData: {
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['(', '[', '{', "'", '"'] },
  },
};

/** Cypher as far as an editor needs it: its tokens. Whether a statement is right, the store says. */
export const cypherLanguage = StreamLanguage.define(parser);

/** The colours are those of the page, and follow its theme. */
export const cypherColors = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: tags.typeName, color: 'var(--supported-ink)' },
  { tag: tags.propertyName, color: 'var(--ink)' },
  { tag: tags.string, color: 'var(--contested-ink)' },
  { tag: tags.number, color: 'var(--contested-ink)' },
  { tag: tags.special(tags.variableName), color: 'var(--unsupported-ink)' },
  { tag: tags.function(tags.variableName), color: 'var(--accent)' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
]);
