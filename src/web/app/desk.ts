import { createContext, use } from 'react';
import type { Query } from '../api/types.js';
import type { ChangeView } from '../state/use-view.js';
import type { View } from '../state/view.js';
import type { Speech } from '../text/texts.js';
import type { Palette } from '../ui/palette.js';

/** The window that is counted, as the API takes it. */
export type Window = Pick<Query<'getCase'>, 'from' | 'to'>;

/** What every part of the page works with. */
export interface Desk {
  readonly caseId: string;
  readonly view: View;
  readonly change: ChangeView;
  readonly speech: Speech;
  readonly palette: Palette;
  readonly window: Window;
  /** Names of processors by id. */
  readonly nameOf: (processor: string) => string;
}

export const DeskContext = createContext<Desk | null>(null);

/** @throws Error when used outside of a case: a defect of the page */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === null) throw new Error('there is no case here');
  return desk;
}
