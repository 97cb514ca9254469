import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { View } from './view.js';
import { addressOfView, viewOf } from './view-url.js';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** Changes the view. `replace` leaves no step to go back to: for what changes while somebody drags or types. */
export type ChangeView = (change: Partial<View>, how?: 'push' | 'replace') => void;

/** The view that the address of the page says, and how it is changed; back and forward work as anywhere. */
export function useView(): readonly [View, ChangeView] {
  const address = useSyncExternalStore(subscribe, addressNow);
  const view = useMemo(() => viewOf(new URL(address, window.location.origin)), [address]);
  const change = useCallback<ChangeView>((partial, how = 'push') => {
    const now = addressNow();
    const next = addressOfView({ ...viewOf(window.location), ...partial });
    if (next === now) return;
    if (how === 'replace') window.history.replaceState(null, '', next);
    else window.history.pushState(null, '', next);
    for (const listener of listeners) listener();
  }, []);
  return [view, change];
}

function addressNow(): string {
  const { pathname, search, hash } = window.location;
  return `${pathname}${search}${hash}`;
}
