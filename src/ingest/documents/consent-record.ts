import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { JsonText } from '../../input/json-documents.js';
import { parseJson, type Parsed } from '../../input/parsed.js';
import { parseInstant, zonedAt } from '../../input/time.js';
import type { ConsentEvent, ConsentRecords } from '../../model/imports.js';

const id = z.union([z.string(), z.int()]);

const purpose = z.object({ purpose: z.string(), privacy_notice: z.string().optional() });

const processing = z.object({ privacy_notice: z.string().optional(), purposes: z.array(purpose).optional() });

const consentEvent = z.object({
  event_time: z.string().trim(),
  event_state: z.string(),
  validity_duration: z.string().nullish(),
  /** Purposes that the event is about; all of the record when it is left out. */
  purposes: z.array(z.string()).optional(),
});

/** What is read of a consent record: its sections by the names that ISO/IEC TS 27560:2023, clause 6.3, gives to elements. */
const consentRecord = z.object({
  record_id: id,
  pii_principal_id: id.nullish(),
  privacy_notice: z.string().optional(),
  purposes: z.array(purpose).optional(),
  pii_processing: z.union([processing, z.array(processing)]).optional(),
  events: z.array(consentEvent).min(1),
});

type ConsentRecord = z.infer<typeof consentRecord>;

/**
 * What a consent record says of notices, event by event and purpose by purpose.
 *
 * @param timezone of times that do not say theirs
 * @returns nothing for purposes that case.yaml says are of no interest; a purpose that it does not know stands for a
 *   notice by its own name; or what is wrong with the record
 */
export function consentsOfRecord(
  { text, problem }: JsonText,
  how: ConsentRecords,
  timezone: string,
): Parsed<ConsentEvent[]> {
  if (problem !== null) return { problem };
  const parsed = parseJson(text, consentRecord);
  if ('problem' in parsed) return parsed;
  const record = parsed.value;
  const purposes = purposesOf(record);
  if (purposes.length === 0) return { problem: 'it has no purposes' };
  const events: ConsentEvent[] = [];
  for (const event of record.events) {
    const given = how.given.includes(event.event_state);
    if (!given && !how.ended.includes(event.event_state)) {
      const known = [...how.given, ...how.ended].join(', ');
      return { problem: `the event_state ${event.event_state} is not known; case.yaml knows ${known}` };
    }
    const other = event.purposes?.find((name) => !purposes.some((p) => p.name === name));
    if (other !== undefined) {
      const known = [...new Set(purposes.map((p) => p.name))].join(', ');
      return { problem: `an event is about the purpose ${other}, and the record is about ${known}` };
    }
    const expires = expiryOf(event.event_time, event.validity_duration ?? null, timezone);
    for (const { name, privacyNotice } of purposes) {
      if (event.purposes !== undefined && !event.purposes.includes(name)) continue;
      const notice = noticeOf(name, privacyNotice, how);
      if (notice === null) continue;
      events.push({
        userId:
          record.pii_principal_id === undefined || record.pii_principal_id === null
            ? null
            : String(record.pii_principal_id),
        notice,
        time: event.event_time,
        at: parseInstant(event.event_time, timezone),
        given,
        expires,
      });
    }
  }
  return { value: events };
}

function purposesOf(record: ConsentRecord): { name: string; privacyNotice: string | null }[] {
  const sections = [record, ...[record.pii_processing ?? []].flat()];
  return sections.flatMap((section) =>
    (section.purposes ?? []).map((p) => ({
      name: p.purpose,
      privacyNotice: p.privacy_notice ?? section.privacy_notice ?? record.privacy_notice ?? null,
    })),
  );
}

function noticeOf(name: string, privacyNotice: string | null, { notices }: ConsentRecords): string | null {
  const found = notices.find(
    (n) => n.purpose === name && (n.privacyNotice === null || n.privacyNotice === privacyNotice),
  );
  return found === undefined ? name : found.notice;
}

/** When a consent ends by itself: a time, or a duration (ISO 8601) after the event. What is neither is kept, to be rejected. */
function expiryOf(time: string, validity: string | null, timezone: string): string | null {
  if (validity === null || validity.trim() === '') return null;
  const text = validity.trim();
  if (!text.startsWith('P')) return text;
  const from = parseInstant(time, timezone);
  if (from === null) return text;
  try {
    return zonedAt(from, timezone).add(Temporal.Duration.from(text)).toInstant().toString();
  } catch (error) {
    if (error instanceof RangeError) return text;
    throw error;
  }
}
