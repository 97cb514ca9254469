import { styleText } from 'node:util';

type Format = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

/** Puts colour on text, or leaves it as it is. */
export type Style = (format: Format, text: string) => string;

/** @param colour true on a terminal that wants it */
export function styleFor(colour: boolean): Style {
  return colour ? (format, text) => styleText(format, text) : (_, text) => text;
}
