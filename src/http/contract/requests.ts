import { z } from 'zod';
import { name } from './words.js';

/** Parameters that many operations share. What a URL holds is text; these schemas say what it means. */

/** Most items of a page. */
export const MOST_ITEMS = 1000;

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, 'is not a whole number')
    .transform(Number)
    .pipe(z.int().min(least).max(most));

/** `true` or `false`. */
export const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .pipe(z.boolean());

/** One value or several: `verdict=contested&verdict=unsupported`. */
export const several = <T extends z.ZodType>(one: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? (value as unknown) : [value]),
    z.array(one).min(1).max(50),
  );

export { wholeNumber };

export const caseParams = z.strictObject({
  case: name.meta({ description: 'Id of the case, as /api/cases lists it.' }),
});

/** The window of transfers that an answer counts. */
export const window = {
  from: z.string().max(40).optional().meta({
    description:
      "Only transfers at or after this time (ISO 8601; without an offset: in the log's time zone).",
  }),
  to: z.string().max(40).optional().meta({ description: 'Only transfers before this time.' }),
};

export const paging = {
  limit: wholeNumber(1, MOST_ITEMS)
    .optional()
    .meta({
      description: `Items of a page: 1 to ${MOST_ITEMS}. Default 100. A CSV without a limit is the whole list.`,
    }),
  cursor: z.string().max(500).optional().meta({
    description: 'The page after another: its `next`. Good for the same filters and the same analysis only.',
  }),
};

export const minPeople = wholeNumber(0, 1e10).optional().meta({ description: 'At least so many people.' });

/** An order by one property, descending with a minus before it. */
export const order = <const T extends readonly [string, ...string[]]>(words: T, about: string) =>
  z
    .enum(words)
    .optional()
    .meta({ description: `${about} A minus before the word turns the order round.` });
