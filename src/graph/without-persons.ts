import { PSEUDONYMS } from './pseudonyms.js';

/** How much of an engine's error is passed on: some of them put whole lists into it. */
const MOST = 500;

/** What an engine says of an error, without the pseudonyms in the values that it quotes: nobody was shown them on purpose. */
export function withoutPersons(text: string): string {
  const masked = text.replaceAll(PSEUDONYMS, 'u-…');
  return masked.length > MOST ? `${masked.slice(0, MOST)} …` : masked;
}
