import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';

/** Shows a processor's neighbours that a view from another one leaves out, or hides them again. */
export function ExpandButton(props: {
  readonly id: string;
  /** How many they are; undefined where that is not known. */
  readonly hidden?: number;
}): ReactNode {
  const { speech, view, change } = useDesk();
  const { t, n } = speech;
  const { id, hidden } = props;
  const isOpen = view.expanded.includes(id);
  if (!isOpen && hidden === 0) return null;
  return (
    <button
      type="button"
      className="plain-button"
      aria-expanded={isOpen}
      onClick={() => {
        const others = view.expanded.filter((other) => other !== id);
        change({ expanded: isOpen ? others : [...others, id] });
      }}
    >
      {isOpen ? t.map.collapse : t.map.expand}
      {!isOpen && hidden !== undefined && ` (+${n(hidden)})`}
    </button>
  );
}
