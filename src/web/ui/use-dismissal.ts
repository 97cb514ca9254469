import { useEffect, type RefObject } from 'react';

/**
 * Closes what is open: by Escape, which then goes back to what opened it, the first button of the element, and by pressing
 * anything outside.
 *
 * @param close the same from one drawing to the next
 */
export function useDismissal(ref: RefObject<HTMLElement | null>, open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return undefined;
    const press = (event: Event) => {
      if (event.target instanceof Node && ref.current?.contains(event.target) === true) return;
      close();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // What lies beneath closes by Escape too, but by the next one.
      event.stopPropagation();
      close();
      ref.current?.querySelector<HTMLElement>('button, summary')?.focus();
    };
    document.addEventListener('pointerdown', press);
    document.addEventListener('keydown', key, { capture: true });
    return () => {
      document.removeEventListener('pointerdown', press);
      document.removeEventListener('keydown', key, { capture: true });
    };
  }, [ref, open, close]);
}
