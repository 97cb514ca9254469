import {
  fieldOf,
  HANDOVER_FACET,
  readRunEvent,
  sourcesOf,
  type Dataset,
  type Handover,
  type RunEvent,
} from '../../input/openlineage.js';
import type { JsonText } from '../../input/json-documents.js';
import { GROUP } from '../../model/case.js';
import type { LineageTransfers } from '../../model/imports.js';
import type { TextRecord } from '../record-batches.js';

/** Ids and aliases of processors → ids. */
export type Names = ReadonlyMap<string, string>;

/**
 * The transfers that an OpenLineage event tells of, as rows in JSON: one for each output, each processor whose datasets
 * went into it and each person. Who hands over is the facet's exporter or, without it, whoever the namespace of the input is
 * a name of; likewise the importer. Only a run that is complete has handed anything over.
 *
 * @param names to see that a job stays within one company: such a one is no transfer
 * @returns no row for what is no transfer; a row with a problem for what is no event
 */
export function transfersOf(
  { line, text, problem }: JsonText,
  how: LineageTransfers,
  names: Names,
): TextRecord[] {
  if (problem !== null) return [{ line, text, problem }];
  const parsed = readRunEvent(text);
  if ('problem' in parsed) return [{ line, text, problem: parsed.problem }];
  const event = parsed.value;
  if (event?.eventType !== 'COMPLETE') return [];
  return event.outputs.flatMap((output) => {
    const facet = facetOf(event, output);
    return parties(event, output, facet).flatMap((party) => {
      if (isSame(party.sender, party.recipient, names)) return [];
      const told = columnsOf(event, output, facet.exporter === undefined ? party.sender : null);
      const fields = told?.columns.flatMap((field) => fieldOf({ ...output, field }, how.fields) ?? []);
      // Every column is known to hold nothing of people, or to be somebody else's.
      if (told !== null && fields?.length === 0 && (told.isWhole || told.columns.length > 0)) return [];
      return peopleOf(facet, party.inputs).map((userId): TextRecord => {
        const row = {
          at: event.eventTime,
          user_id: userId,
          sender: party.sender,
          recipient: party.recipient,
          fields: fields === undefined ? null : [...new Set(fields)],
          purpose: facet.purpose ?? purposeOf(event, how),
          basis: facet.basis ?? null,
          record_id: JSON.stringify([event.run.runId, party.sender, output.namespace, output.name, userId]),
        };
        return { line, text: JSON.stringify(row), problem: null };
      });
    });
  });
}

/** What the facets say together; those of the output before those of the run, before those of the job. */
function facetOf(event: RunEvent, output: Dataset): Handover {
  return {
    ...event.job.facets?.[HANDOVER_FACET],
    ...event.run.facets?.[HANDOVER_FACET],
    ...output.facets?.[HANDOVER_FACET],
  };
}

interface Parties {
  readonly sender: string | null;
  readonly recipient: string;
  readonly inputs: readonly Dataset[];
}

function parties(event: RunEvent, output: Dataset, facet: Handover): Parties[] {
  const recipient = facet.importer ?? output.namespace;
  if (facet.exporter !== undefined) return [{ sender: facet.exporter, recipient, inputs: event.inputs }];
  const senders = [...new Set(event.inputs.map((i) => i.namespace))];
  // Data that comes from nowhere has a sender that nobody recorded.
  if (senders.length === 0) return [{ sender: null, recipient, inputs: [] }];
  return senders.map((sender) => ({
    sender,
    recipient,
    inputs: event.inputs.filter((i) => i.namespace === sender),
  }));
}

function isSame(sender: string | null, recipient: string, names: Names): boolean {
  if (sender === null) return false;
  return (names.get(sender) ?? sender) === (names.get(recipient) ?? recipient);
}

interface ToldColumns {
  readonly columns: readonly string[];
  /** Whether it is told of every column of the output which of the inputs it takes values of. */
  readonly isWhole: boolean;
}

/** The columns that are handed over, as far as they come from the datasets of a namespace; null when nothing tells. */
function columnsOf(event: RunEvent, output: Dataset, namespace: string | null): ToldColumns | null {
  const lineage = new Map(Object.entries(output.facets?.columnLineage?.fields ?? {}));
  const schema = output.facets?.schema?.fields?.map((f) => f.name);
  // A lineage of no columns tells nothing.
  if (lineage.size === 0) return schema === undefined ? null : { columns: schema, isWhole: false };
  const inputs = new Set(event.inputs.map((i) => i.namespace));
  const columns = [...lineage].flatMap(([column, { inputFields }]) => {
    const sources = sourcesOf(inputFields);
    return namespace === null || sources.some((s) => s.namespace === namespace) ? [column] : [];
  });
  // A column of which nothing is told, or that comes out of a dataset which is none of the inputs, may be the sender's.
  const isWhole =
    schema?.every((column) => lineage.has(column)) !== false &&
    [...lineage.values()].every(
      ({ inputFields }) =>
        inputFields.length > 0 && sourcesOf(inputFields).every((s) => inputs.has(s.namespace)),
    );
  return { columns, isWhole };
}

/** Those of whom the data is: by id, or as one group when nobody recorded who they are. */
function peopleOf({ people }: Handover, inputs: readonly Dataset[]): (string | null)[] {
  if (people?.ids !== undefined) return people.ids.map(String);
  const [input] = inputs;
  const group = people?.group ?? (input === undefined ? null : `${input.namespace}/${input.name}`);
  return [group === null ? null : `${GROUP}${group}`];
}

function purposeOf({ job }: RunEvent, { purposes }: LineageTransfers): string | null {
  return Object.hasOwn(purposes, job.name) ? (purposes[job.name] ?? null) : null;
}
