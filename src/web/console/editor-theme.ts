import { EditorView } from '@codemirror/view';

/** The editor in the colours of the page. */
export const editorTheme = EditorView.theme({
  '&': {
    minHeight: '120px',
    maxHeight: '38vh',
    border: '1px solid var(--control)',
    borderRadius: '6px',
    backgroundColor: 'var(--paper)',
    color: 'var(--ink)',
    fontSize: '13px',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--muted)', border: 'none' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-matchingBracket': { outline: '1px solid var(--control)', backgroundColor: 'transparent !important' },
  '.cm-wrong': {
    textDecoration: 'underline wavy var(--unsupported)',
    backgroundColor: 'color-mix(in srgb, var(--unsupported) 14%, transparent)',
  },
  '.cm-wrong-line': { boxShadow: 'inset 3px 0 0 var(--unsupported)' },
  '.cm-tooltip': {
    border: '1px solid var(--hairline)',
    borderRadius: '6px',
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '16em' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--accent-ink)',
  },
  '.cm-completionInfo': { maxWidth: '320px', padding: '6px 8px', fontFamily: 'var(--font)' },
});
