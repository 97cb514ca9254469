import { WayleaveError } from '../../errors.js';
import type { Asker } from '../access/asker.js';

/** Real user ids are for investigators only. @throws WayleaveError FORBIDDEN */
export function allowReveal(asked: {
  readonly asker: Asker;
  readonly query: { readonly reveal?: boolean | undefined };
}): void {
  if (asked.query.reveal !== true || asked.asker.role === 'investigator') return;
  throw new WayleaveError('FORBIDDEN', `the role ${asked.asker.role} sees pseudonyms only`, {
    accepted: 'the role investigator, or a request without reveal',
  });
}
