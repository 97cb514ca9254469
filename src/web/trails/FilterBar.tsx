import { useCallback, useRef, useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { useAnswer } from '../api/use-answer.js';
import { useWhole } from '../api/use-whole.js';
import { SEVERITIES, VERDICTS, type Code, type Severity, type Verdict } from '../api/types.js';
import { MAP_FILTERS, type Filters, type ListFilter } from '../state/view.js';
import { ChoiceField } from '../ui/ChoiceField.js';
import type { Choice } from '../ui/choices.js';
import { isolated } from '../ui/shown.js';
import { Icon } from '../ui/Icon.js';
import { useDismissal } from '../ui/use-dismissal.js';

/**
 * The filters that hold, each to be taken away, and a form to add some. They stand in the address of the page.
 *
 * @param names those that the list beneath takes: others do not hold there
 */
export function FilterBar({ names = MAP_FILTERS }: { readonly names?: readonly ListFilter[] }): ReactNode {
  const { speech, view, change } = useDesk();
  const { t, n, place } = speech;
  const [open, setOpen] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const close = useCallback(() => {
    setOpen(false);
  }, []);
  useDismissal(bar, open, close);
  const { filters } = view;
  const set = (next: Filters) => {
    change({ filters: next });
  };
  const say = (name: ListFilter, value: string): string => {
    if (name === 'verdict') return t.verdicts[value as Verdict];
    if (name === 'code') return t.codes[value as Code];
    if (name === 'severity') return t.severities[value as Severity];
    return name === 'jurisdiction' ? place(value) : value;
  };
  const chips = names.flatMap((name) =>
    filters[name].map((value) => ({
      name,
      value,
      text: `${t.filters.names[name]}: ${isolated(say(name, value))}`,
    })),
  );
  // A field is followed along trails.
  const follow = names === MAP_FILTERS ? view.follow : null;
  const some = chips.length > 0 || filters.minPeople !== null || follow !== null;
  return (
    <div className="filters" ref={bar}>
      <button
        type="button"
        className="plain-button"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <Icon name="filter" /> {t.filters.title}
      </button>
      {chips.map(({ name, value, text }) => (
        <Chip
          key={`${name}:${value}`}
          text={text}
          onRemove={() => {
            set({ ...filters, [name]: filters[name].filter((one) => one !== value) });
          }}
        />
      ))}
      {filters.minPeople !== null && (
        <Chip
          text={`${t.filters.names.minPeople} ${n(filters.minPeople)}`}
          onRemove={() => {
            set({ ...filters, minPeople: null });
          }}
        />
      )}
      {follow !== null && (
        <Chip
          text={t.trailList.following(follow)}
          onRemove={() => {
            change({ follow: null });
          }}
        />
      )}
      {some && (
        <button
          type="button"
          className="plain-button"
          onClick={() => {
            // What is set for another room stays: nobody saw it here.
            const none = Object.fromEntries(names.map((name) => [name, []]));
            change({
              filters: { ...filters, ...none, minPeople: null },
              follow: follow === null ? view.follow : null,
            });
          }}
        >
          {t.filters.clear}
        </button>
      )}
      {open && <FilterForm filters={filters} set={set} names={names} />}
    </div>
  );
}

function Chip({ text, onRemove }: { readonly text: string; readonly onRemove: () => void }): ReactNode {
  const { speech } = useDesk();
  return (
    <button type="button" className="chip" aria-label={speech.t.filters.remove(text)} onClick={onRemove}>
      {text} <Icon name="close" />
    </button>
  );
}

function FilterForm(props: {
  readonly filters: Filters;
  readonly set: (next: Filters) => void;
  readonly names: readonly ListFilter[];
}): ReactNode {
  const { filters, set, names } = props;
  const { caseId, speech, window } = useDesk();
  const { t, place } = speech;
  const params = { case: caseId };
  const ask = { params, query: {} };
  const processors = useWhole('listProcessors', ask).answer?.items ?? [];
  const fields = useWhole('listFields', ask).answer?.items ?? [];
  const packs =
    useAnswer('getCase', names.includes('pack') ? { params, query: window } : null).answer?.summary.packs ??
    [];
  const purposes =
    useAnswer('getRegisters', names.includes('purpose') ? { params, query: {} } : null).answer?.registers
      .purposes ?? [];
  const places = [...new Set(processors.filter((p) => !p.home).map((p) => p.jurisdiction))].sort();
  const add = (name: ListFilter, value: string) => {
    if (value === '' || filters[name].some((one) => one === value)) return;
    set({ ...filters, [name]: [...filters[name], value] });
  };
  const named = processors.map(({ id, name }) => ({ id, text: name ?? id }));
  const choices: Readonly<Record<ListFilter, readonly Choice[]>> = {
    processor: named,
    origin: named,
    destination: named,
    jurisdiction: places.map((id) => ({ id, text: place(id) })),
    field: fields.map(({ id }) => ({ id, text: id })),
    verdict: VERDICTS.map((id) => ({ id, text: t.verdicts[id] })),
    severity: SEVERITIES.map((id) => ({ id, text: t.severities[id] })),
    sender: named,
    recipient: named,
    purpose: purposes.map(({ id, name }) => ({ id, text: name ?? id })),
    pack: packs.map(({ id, title }) => ({ id, text: title })),
    gate: [...new Set(packs.flatMap(({ gates }) => gates))].map((id) => ({ id, text: id })),
    code: Object.entries(t.codes).map(([id, text]) => ({ id, text })),
  };
  return (
    <div className="filter-form">
      {names.map((name) => (
        <ChoiceField
          key={name}
          label={t.filters.names[name]}
          value=""
          none={t.filters.any}
          choices={choices[name]}
          onChoose={(value) => {
            add(name, value);
          }}
        />
      ))}
      <label className="stacked">
        {t.filters.minPeople}
        <input
          type="number"
          min="0"
          value={filters.minPeople ?? ''}
          onChange={(event) => {
            const value = Math.floor(Number(event.target.value));
            set({ ...filters, minPeople: value > 0 ? value : null });
          }}
        />
      </label>
    </div>
  );
}
