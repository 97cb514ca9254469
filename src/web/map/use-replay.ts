import { useCallback, useEffect, useMemo, useState } from 'react';
import { useReducedMotion } from '../state/preferences.js';

/** Time for which a hop is seen before the next one lights, in milliseconds. */
const HOP = 900;

/** A trail that is gone through hop by hop. */
export interface Replay {
  /** Hops that are lit, from 1. */
  readonly hop: number;
  readonly hops: number;
  readonly playing: boolean;
  /** Goes on, from the start where it was at the end. */
  readonly play: () => void;
  readonly pause: () => void;
  /** Stops at a hop. */
  readonly go: (hop: number) => void;
}

interface State {
  readonly trail: string | undefined;
  readonly hop: number;
  readonly playing: boolean;
}

/** Plays each trail once when it is chosen; whoever asked for less motion sees all of it and steps by hand. */
export function useReplay(trail: string | undefined, hops: number): Replay | null {
  const still = useReducedMotion();
  const first: State = { trail, hop: still ? hops : 1, playing: !still && hops > 1 };
  const [kept, setState] = useState<State>(first);
  const state = kept.trail === trail ? kept : first;
  const { hop, playing } = state;
  useEffect(() => {
    if (trail === undefined || !playing) return;
    const timer = setTimeout(() => {
      setState({ trail, hop: Math.min(hop + 1, hops), playing: hop + 1 < hops });
    }, HOP);
    return () => {
      clearTimeout(timer);
    };
  }, [trail, hop, hops, playing]);
  const play = useCallback(() => {
    setState({ trail, hop: hop >= hops ? 1 : hop, playing: hops > 1 });
  }, [trail, hop, hops]);
  const pause = useCallback(() => {
    setState({ trail, hop, playing: false });
  }, [trail, hop]);
  const go = useCallback(
    (to: number) => {
      setState({ trail, hop: Math.max(1, Math.min(to, hops)), playing: false });
    },
    [trail, hops],
  );
  return useMemo(
    () => (trail === undefined ? null : { hop, hops, playing, play, pause, go }),
    [trail, hop, hops, playing, play, pause, go],
  );
}
