import type { ReactNode } from 'react';
import { isKept } from '../state/view.js';
import { useDesk } from '../app/desk.js';

/** Says in every room that something is supposed, and which of what is seen there is and is not so. */
export function SupposedNote(): ReactNode {
  const { view, change, speech } = useDesk();
  if (view.suppose === null) return null;
  const words = speech.t.whatIf.note;
  return (
    <div className="supposed-note" role="status">
      <p>
        {view.room === 'what-if' ? words.here : words.elsewhere}
        {isKept(view.suppose) && ` ${words.noLink}`}
      </p>
      {view.room !== 'what-if' && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            change({ room: 'what-if', chosen: null });
          }}
        >
          {words.see}
        </button>
      )}
      <button
        type="button"
        className="link-button"
        onClick={() => {
          change({ suppose: null });
        }}
      >
        {words.drop}
      </button>
    </div>
  );
}
