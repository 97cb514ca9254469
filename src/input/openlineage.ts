import { z } from 'zod';
import type { Dictionary } from '../model/imports.js';
import { parseJson, type Parsed } from './parsed.js';

/** The name of our facet, on a run, a job or an output dataset; docs/openlineage-handover.schema.json describes it. */
export const HANDOVER_FACET = 'wayleave_handover';

const word = z.string().trim().min(1);

const handover = z.object({
  exporter: word.optional(),
  importer: word.optional(),
  purpose: word.optional(),
  basis: word.optional(),
  people: z
    .object({
      ids: z.array(z.union([word, z.int()])).optional(),
      group: word.optional(),
      column: word.optional(),
      count: z.int().min(0).optional(),
    })
    .optional(),
});

export type Handover = z.infer<typeof handover>;

const transformation = z.object({
  type: z.string(),
  subtype: z.string().optional(),
  description: z.string().nullish(),
  masking: z.boolean().optional(),
});

const inputField = z.object({
  namespace: z.string(),
  name: z.string(),
  field: z.string(),
  transformations: z.array(transformation).optional(),
});

const columnLineage = z.object({
  /** Left out by a facet that says that there is no lineage any more (`_deleted`). */
  fields: z
    .record(
      z.string(),
      z.object({
        inputFields: z.array(inputField),
        transformationDescription: z.string().nullish(),
        transformationType: z.string().nullish(),
      }),
    )
    .optional(),
});

const dataset = z.object({
  namespace: z.string(),
  name: z.string(),
  facets: z
    .object({
      schema: z.object({ fields: z.array(z.object({ name: z.string() })).optional() }).optional(),
      columnLineage: columnLineage.optional(),
      [HANDOVER_FACET]: handover.optional(),
    })
    .optional(),
});

const withFacet = z.object({ [HANDOVER_FACET]: handover.optional() }).optional();

/** What is read of a run event of OpenLineage 1 and 2 (https://openlineage.io/spec/2-0-2/OpenLineage.json). */
const runEvent = z.object({
  eventTime: z.string(),
  eventType: z.string().optional(),
  run: z.object({ runId: z.string(), facets: withFacet }),
  job: z.object({ namespace: z.string(), name: z.string(), facets: withFacet }),
  inputs: z.array(dataset).default([]),
  outputs: z.array(dataset).default([]),
});

/** Events of jobs and datasets by themselves: nothing ran. */
const staticEvent = z.object({ eventTime: z.string(), run: z.undefined().optional() });

export type RunEvent = z.infer<typeof runEvent>;
export type Dataset = z.infer<typeof dataset>;
export type InputField = z.infer<typeof inputField>;

/** @returns the event; null for an event of a job or dataset, at which nothing ran; or what is wrong with it */
export function readRunEvent(text: string): Parsed<RunEvent | null> {
  const parsed = parseJson(text, z.union([runEvent, staticEvent]));
  if ('value' in parsed) return { value: parsed.value.run === undefined ? null : parsed.value };
  // Of a union nobody could say what is wrong: of a run event it can be said.
  const again = parseJson(text, runEvent);
  return 'problem' in again ? again : parsed;
}

/** A column of a dataset. */
export interface Column {
  readonly namespace: string;
  readonly name: string;
  readonly field: string;
}

/**
 * The field that a column is.
 *
 * @param fields a key is `namespace/name#column`, `name#column`, `column` or `*`; the longest that fits counts
 * @returns null for a column that holds no personal data; the column's own name when no key fits
 */
export function fieldOf({ namespace, name, field }: Column, fields: Dictionary): string | null {
  for (const key of [`${namespace}/${name}#${field}`, `${name}#${field}`, field, '*']) {
    if (Object.hasOwn(fields, key)) return fields[key] ?? null;
  }
  return field;
}

/** The columns that a column of an output takes values of: what only chooses, joins or sorts rows hands nothing over. */
export function sourcesOf(inputs: readonly InputField[]): InputField[] {
  return inputs.filter(
    (i) =>
      i.transformations === undefined ||
      i.transformations.length === 0 ||
      i.transformations.some((t) => t.type !== 'INDIRECT'),
  );
}
