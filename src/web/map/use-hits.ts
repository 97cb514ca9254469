import { useMemo } from 'react';
import { useDesk } from '../app/desk.js';
import { useWhole } from '../api/use-whole.js';
import type { View } from '../state/view.js';
import { holding } from '../ui/choices.js';
import { isolated, way } from '../ui/shown.js';

/** A part of the case that goes by what was typed, and what choosing it changes in the view. */
export interface Hit {
  readonly key: string;
  readonly kind: string;
  readonly text: string;
  readonly also: string;
  readonly change: Partial<View>;
}

/** Hits of each kind that are shown. */
export const MOST_HITS = 5;

/** A part of the case that can be found, with the words by which it is. */
interface Entry extends Hit {
  readonly words: string;
}

/** What was found, and how much was looked through. */
interface Found {
  readonly hits: readonly Hit[];
  /** Kinds of which there are more hits than are shown. */
  readonly more: readonly { readonly kind: string; readonly total: number }[];
  /** Kinds of which not all was read. */
  readonly cut: readonly { readonly kind: string; readonly read: number; readonly total: number }[];
  /** True while not all that is looked through is there. */
  readonly looking: boolean;
}

/** What of the case goes by a text; for an empty one, nothing is asked. */
export function useHits(text: string): Found {
  const { caseId, speech, view } = useDesk();
  const ask = text.trim() === '' ? null : { params: { case: caseId }, query: {} };
  const asked = [
    useWhole('listProcessors', ask),
    useWhole('listFields', ask),
    useWhole('listFindings', ask),
  ] as const;
  const looking = ask !== null && asked.some(({ state }) => state === 'loading');
  const [processors, fields, findings] = [asked[0].answer, asked[1].answer, asked[2].answer];
  const { t, n, place } = speech;
  const kinds = [t.columns.processor, t.filters.names.field, t.findingList.title] as const;
  const [processor, field, finding] = kinds;
  const room = view.room === 'findings' ? 'findings' : 'map';
  // Thousands of them are put into words once, not at each key.
  const entries = useMemo(() => {
    const entry = (hit: Hit, ...words: readonly (string | null)[]): Entry => ({
      ...hit,
      words: words.join(' ').toLowerCase(),
    });
    return [
      ...(processors?.items ?? []).map((p) =>
        entry(
          {
            key: `p:${p.id}`,
            kind: processor,
            text: p.name ?? p.id,
            also: place(p.jurisdiction),
            change: { room: 'map', chosen: { kind: 'processor', id: p.id } },
          },
          ...[p.id, p.name, ...p.aliases, place(p.jurisdiction)],
        ),
      ),
      ...(fields?.items ?? []).map((f) =>
        entry(
          {
            key: `f:${f.id}`,
            kind: field,
            text: f.id,
            also: t.people(n(f.people)),
            change: { room: 'map', follow: f.id },
          },
          ...[f.id, f.category],
        ),
      ),
      ...(findings?.items ?? []).map((f) =>
        entry(
          {
            key: `x:${f.id}`,
            kind: finding,
            text: `${isolated(f.field)}: ${t.codes[f.code]}`,
            // Findings of one pair differ in what was sent for what, and in what the rules ask.
            also: `${way(f.sender, f.recipient)} · ${isolated(f.purpose)} · ${f.gate}, ${f.pack}`,
            change: { room, chosen: { kind: 'finding', id: f.id } },
          },
          ...[f.id, f.code, f.sender, f.recipient, f.field, t.codes[f.code], f.purpose],
        ),
      ),
    ];
  }, [processors, fields, findings, t, n, place, processor, field, finding, room]);
  const { hits, more } = useMemo(() => {
    const isMeant = holding(text);
    const found = entries.filter(({ words }) => isMeant(words));
    const byKind = [processor, field, finding].map((kind) => ({
      kind,
      of: found.filter((entry) => entry.kind === kind),
    }));
    return {
      hits: byKind.flatMap(({ of }) => of.slice(0, MOST_HITS)),
      more: byKind.flatMap(({ kind, of: { length: total } }) => (total > MOST_HITS ? [{ kind, total }] : [])),
    };
  }, [text, entries, processor, field, finding]);
  const cut = [processors, fields, findings].flatMap((list, i) =>
    list === undefined || list.next === null
      ? []
      : [{ kind: kinds[i] ?? '', read: list.items.length, total: list.total }],
  );
  return { hits, more, cut, looking };
}
