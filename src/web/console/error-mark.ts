import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { Position } from './wrong-place.js';

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

/** Marks where a statement is wrong and brings it into view; null takes the mark away. */
export function markError(view: EditorView, at: Position | null): void {
  view.dispatch({ effects: mark.of(at) });
  if (at === null) return;
  const line = view.state.doc.line(Math.min(Math.max(at.line, 1), view.state.doc.lines));
  view.dispatch({ effects: EditorView.scrollIntoView(line.from) });
}
