import { useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { useWhole } from '../api/use-whole.js';
import type { View } from '../state/view.js';
import { holding } from '../ui/choices.js';
import { isolated, way } from '../ui/shown.js';
import { Icon } from '../ui/Icon.js';

interface Hit {
  readonly key: string;
  readonly kind: string;
  readonly text: string;
  readonly also: string;
  readonly change: Partial<View>;
}

/** Hits of each kind that are shown. */
const MOST_HITS = 5;

/** Finds a processor, a field or a finding by any part of its names; choosing one shows it. */
export function Search(): ReactNode {
  const { speech, change } = useDesk();
  const { t } = speech;
  const [text, setText] = useState('');
  const [index, setIndex] = useState(0);
  const [open, setOpen] = useState(false);
  const { hits, more, cut, looking } = useHits(text);
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const choose = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    change(hit.change);
    setText('');
    setOpen(false);
    input.current?.blur();
  };
  const shown = open && text.trim() !== '';
  return (
    <div className="search" role="search">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && hits[index] !== undefined ? `${list}-${index}` : undefined}
        aria-label={t.map.search}
        placeholder={t.map.search}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setIndex(0);
          setOpen(true);
        }}
        onFocus={() => {
          setOpen(true);
        }}
        onBlur={() => {
          setOpen(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setIndex(Math.min(index + 1, hits.length - 1));
          else if (event.key === 'ArrowUp') setIndex(Math.max(index - 1, 0));
          else if (event.key === 'Enter') choose(hits[index]);
          else if (event.key === 'Escape' && shown) {
            // What lies beneath closes by Escape too, but by the next one.
            event.stopPropagation();
            setOpen(false);
          } else return;
          event.preventDefault();
        }}
      />
      {shown && (
        <ul className="hits" id={list} role="listbox" aria-label={t.map.search}>
          {hits.length === 0 && !looking && <li className="no-hit">{t.map.noHit}</li>}
          {hits.map((hit, i) => (
            // The keys are those of the field; a pointer presses the option itself.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={hit.key}
              id={`${list}-${i}`}
              role="option"
              aria-selected={i === index}
              tabIndex={-1}
              onMouseDown={(event) => {
                event.preventDefault();
              }}
              onClick={() => {
                choose(hit);
              }}
            >
              <span className="hit-kind">{hit.kind}</span>
              <span className="hit-text">{hit.text}</span>
              <span className="hit-also">{hit.also}</span>
            </li>
          ))}
          {more.map(({ kind, total }) => (
            <li key={kind} className="no-hit">
              {t.map.hits(speech.n(MOST_HITS), speech.n(total), kind)}
            </li>
          ))}
          {looking && <li className="no-hit">{t.map.looking}</li>}
          {cut.map(({ kind, read, total }) => (
            <li key={kind} className="no-hit">
              {t.map.searched(speech.n(read), speech.n(total), kind)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A part of the case that can be found, with the words by which it is. */
interface Entry extends Hit {
  readonly words: string;
}

/** What of the case goes by a text, and how much of it was looked through. */
function useHits(text: string): {
  readonly hits: readonly Hit[];
  /** Kinds of which there are more hits than are shown. */
  readonly more: readonly { readonly kind: string; readonly total: number }[];
  /** Kinds of which not all was read. */
  readonly cut: readonly { readonly kind: string; readonly read: number; readonly total: number }[];
  /** True while not all that is looked through is there. */
  readonly looking: boolean;
} {
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
