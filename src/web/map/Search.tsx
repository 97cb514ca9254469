import { useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { useAnswer } from '../api/use-answer.js';
import type { Answer } from '../api/types.js';
import type { View } from '../state/view.js';
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
  const { hits, more, findings, looking } = useHits(text);
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
          else if (event.key === 'Escape') setOpen(false);
          else return;
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
          {findings !== undefined && findings.items.length < findings.total && (
            <li className="no-hit">
              {t.map.searched(speech.n(findings.items.length), speech.n(findings.total))}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

/** What of the case goes by a text, and the findings in which that was looked for. */
function useHits(text: string): {
  readonly hits: readonly Hit[];
  /** Kinds of which there are more hits than are shown. */
  readonly more: readonly { readonly kind: string; readonly total: number }[];
  readonly findings: Answer<'listFindings'> | undefined;
  /** True while not all that is looked through is there. */
  readonly looking: boolean;
} {
  const { caseId, speech, view } = useDesk();
  const ask = text.trim() === '' ? null : { params: { case: caseId }, query: { limit: '1000' as const } };
  const asked = [
    useAnswer('listProcessors', ask),
    useAnswer('listFields', ask),
    useAnswer('listFindings', ask),
  ] as const;
  const looking = ask !== null && asked.some(({ state }) => state === 'loading');
  const processors = asked[0].answer?.items;
  const fields = asked[1].answer?.items;
  const findings = asked[2].answer;
  const { hits, more } = useMemo(() => {
    const { t, n, place } = speech;
    const words = text.toLowerCase().trim().split(/\s+/);
    const matches = (...texts: readonly (string | null)[]) => {
      const all = texts.join(' ').toLowerCase();
      return words.every((word) => all.includes(word));
    };
    const found: Hit[] = [];
    for (const p of processors ?? []) {
      if (!matches(p.id, p.name, ...p.aliases, place(p.jurisdiction))) continue;
      found.push({
        key: `p:${p.id}`,
        kind: t.columns.processor,
        text: p.name ?? p.id,
        also: place(p.jurisdiction),
        change: { room: 'map', chosen: { kind: 'processor', id: p.id } },
      });
    }
    for (const f of fields ?? []) {
      if (!matches(f.id, f.category)) continue;
      found.push({
        key: `f:${f.id}`,
        kind: t.filters.names.field,
        text: f.id,
        also: t.people(n(f.people)),
        change: { room: 'map', follow: f.id },
      });
    }
    for (const f of findings?.items ?? []) {
      if (!matches(f.id, f.code, f.sender, f.recipient, f.field, t.codes[f.code], f.purpose)) continue;
      found.push({
        key: `x:${f.id}`,
        kind: t.findingList.title,
        text: `${f.field}: ${t.codes[f.code]}`,
        // Findings of one pair differ in what was sent for what, and in what the rules ask.
        also: `${f.sender} → ${f.recipient} · ${f.purpose} · ${f.gate}, ${f.pack}`,
        change: {
          room: view.room === 'findings' ? 'findings' : 'map',
          chosen: { kind: 'finding', id: f.id },
        },
      });
    }
    const kinds = new Map<string, number>();
    const hits = found.filter(({ kind }) => {
      const before = kinds.get(kind) ?? 0;
      kinds.set(kind, before + 1);
      return before < MOST_HITS;
    });
    const more = [...kinds].flatMap(([kind, total]) => (total > MOST_HITS ? [{ kind, total }] : []));
    return { hits, more };
  }, [text, processors, fields, findings, speech, view.room]);
  return { hits, more, findings, looking };
}
