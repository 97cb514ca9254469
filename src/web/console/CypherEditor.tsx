import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionSource,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef, type ReactNode } from 'react';
import type { GraphSchema } from '../api/types.js';
import { optionsAt } from './complete.js';
import { cypherColors, cypherLanguage } from './cypher-language.js';
import { editorTheme } from './editor-theme.js';
import { errorMarks, markError } from './error-mark.js';
import type { Position } from './wrong-place.js';

/**
 * Typing over a selection of several lines, left to the browser, makes it join them with inline styles, which the content
 * security policy refuses aloud.
 */
const typedOverSelection = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { state } = view;
    const { data, inputType } = event;
    if (inputType !== 'insertText' || data === null || state.selection.main.empty) return false;
    view.dispatch(state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});

/** An editor of a statement: marked, completed from the schema of the graph; Ctrl or Cmd with Enter runs it. */
export function CypherEditor(props: {
  readonly value: string;
  readonly label: string;
  readonly schema: GraphSchema | undefined;
  /** Where the store found it wrong. */
  readonly wrong: Position | null;
  readonly onChange: (value: string) => void;
  /** Takes the statement as it stands: what was typed a moment ago may not have come back as `value` yet. */
  readonly onRun: (statement: string) => void;
}): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const { value, label, wrong } = props;

  useEffect(() => {
    if (host.current === null) return;
    // In a shadow root its styles are constructed sheets, which the content security policy allows; elsewhere they would
    // be elements, which it does not.
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const complete: CompletionSource = ({ state, pos, explicit }) => {
      const { schema } = latest.current;
      if (schema === undefined) return null;
      const found = optionsAt(state.sliceDoc(0, pos), state.doc.toString(), schema);
      if (found === null || (found.options.length === 0 && !explicit)) return null;
      return { ...found, options: [...found.options], validFor: /^[\p{L}\p{N}_]*$/u };
    };
    const view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          Prec.highest(
            keymap.of([
              {
                key: 'Mod-Enter',
                run: ({ state }) => {
                  latest.current.onRun(state.doc.toString());
                  return true;
                },
              },
            ]),
          ),
          lineNumbers(),
          history(),
          drawSelection(),
          bracketMatching(),
          closeBrackets(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          cypherLanguage,
          syntaxHighlighting(cypherColors),
          autocompletion({ override: [complete], icons: false }),
          errorMarks,
          editorTheme,
          // Tab leaves the editor, as whoever has no mouse expects.
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          typedOverSelection,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    editor.current = view;
    return () => {
      view.destroy();
      editor.current = null;
    };
  }, [label]);

  useEffect(() => {
    const view = editor.current;
    if (view === null || view.state.doc.toString() === value) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    if (editor.current !== null) markError(editor.current, wrong);
  }, [wrong]);

  return <div className="editor" ref={host} />;
}
