import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { isKept, keptAs, type View } from './view.js';
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
  const view = useMemo(() => withKept(viewOf(new URL(address, window.location.origin))), [address]);
  const change = useCallback<ChangeView>((partial, how = 'push') => {
    const now = addressNow();
    const view = { ...withKept(viewOf(window.location)), ...partial };
    const { suppose } = view;
    const long = suppose !== null && isKept(suppose);
    const next = addressOfView(long ? { ...view, suppose: keptAs(suppose) } : view);
    if (next === now) return;
    const step = stepsBack() + (how === 'replace' ? 0 : 1);
    const kept: Kept = long ? { step, suppose } : { step };
    if (how === 'replace') window.history.replaceState(kept, '', next);
    else window.history.pushState(kept, '', next);
    for (const listener of listeners) listener();
  }, []);
  return [view, change];
}

function addressNow(): string {
  const { pathname, search, hash } = window.location;
  return `${pathname}${search}${hash}`;
}

/** What a step of the browser's history keeps beside its address. */
interface Kept {
  /** Steps of this page that lie before it. */
  readonly step: number;
  readonly suppose?: string;
}

/** Steps that go back within the page: beyond them lies what somebody came from, or nothing. */
export function stepsBack(): number {
  const { step } = (window.history.state ?? {}) as Partial<Kept>;
  return typeof step === 'number' ? step : 0;
}

/** A view with what its address only names; as the address has it where this browser's history does not hold that. */
function withKept(view: View): View {
  const { suppose } = (window.history.state ?? {}) as Partial<Kept>;
  const held = typeof suppose === 'string' && view.suppose === keptAs(suppose);
  return held ? { ...view, suppose } : view;
}
