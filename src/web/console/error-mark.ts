import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

/** Where in a statement something is wrong: line and column, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * The place that a store names in what it says against a statement: `line 1, column 8` or `line 1 column 8`; where it names a
 * variable only, the first place at which that stands.
 */
export function wrongPlace(message: string, statement: string): Position | null {
  const [, line, column] = /\bline (\d+),? column (\d+)/.exec(message) ?? [];
  if (line !== undefined && column !== undefined) return { line: Number(line), column: Number(column) };
  const [, name] = /[Vv]ariable ['"`](\w+)['"`]/.exec(message) ?? [];
  const at = name === undefined ? -1 : statement.search(new RegExp(`(?<![\\w.])${name}\\b`));
  if (at < 0) return null;
  const lines = statement.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

const mark = StateEffect.define<Position | null>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (now, transaction) => {
    for (const effect of transaction.effects) {
      if (!effect.is(mark)) continue;
      const { doc } = transaction.state;
      if (effect.value === null) return Decoration.none;
      const line = doc.line(Math.min(Math.max(effect.value.line, 1), doc.lines));
      const from = Math.min(line.from + Math.max(effect.value.column - 1, 0), line.to);
      const [word = ''] = /^(?:[\p{L}\p{N}_]+|.)/u.exec(doc.sliceString(from, line.to)) ?? [];
      // At the end of a line there is nothing to underline: the line itself is marked.
      if (word === '') return Decoration.set([Decoration.line({ class: 'cm-wrong-line' }).range(line.from)]);
      return Decoration.set([Decoration.mark({ class: 'cm-wrong' }).range(from, from + word.length)]);
    }
    // What is mended is no longer marked.
    return transaction.docChanged ? Decoration.none : now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Lets an editor mark where a statement is wrong. */
export const errorMarks: Extension = marks;

export function markError(view: EditorView, at: Position | null): void {
  view.dispatch({ effects: mark.of(at) });
  if (at === null) return;
  const line = view.state.doc.line(Math.min(Math.max(at.line, 1), view.state.doc.lines));
  view.dispatch({ effects: EditorView.scrollIntoView(line.from) });
}
