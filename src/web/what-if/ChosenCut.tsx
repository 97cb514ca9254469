import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { way } from '../ui/shown.js';
import type { Changes } from '../api/client.js';
import { isTicked, ticked, type Tick } from './changes.js';

/** What is chosen on the map, to be cut; nothing where nothing is. */
export function ChosenCut({ changes }: { readonly changes: Changes | null }): ReactNode {
  const { view, change, speech, nameOf } = useDesk();
  const { chosen } = view;
  if (chosen?.kind !== 'edge' && chosen?.kind !== 'flow') return null;
  const tick: Tick =
    chosen.kind === 'edge'
      ? { kind: 'cut', cut: { sender: chosen.source, recipient: chosen.target } }
      : { kind: 'cut', cut: chosen.id };
  const what = chosen.kind === 'edge' ? way(nameOf(chosen.source), nameOf(chosen.target)) : chosen.id;
  const on = isTicked(changes, tick);
  return (
    <label className="what-if-box what-if-chosen">
      <input
        type="checkbox"
        checked={on}
        onChange={() => {
          change({ suppose: ticked(changes, tick, !on) });
        }}
      />
      <span>{speech.t.whatIf.chosen(what)}</span>
    </label>
  );
}
