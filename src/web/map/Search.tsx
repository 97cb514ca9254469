import { useId, useRef, useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { Icon } from '../ui/Icon.js';
import { MOST_HITS, useHits, type Hit } from './use-hits.js';

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
            <Option
              key={hit.key}
              id={`${list}-${i}`}
              hit={hit}
              selected={i === index}
              onChoose={() => {
                choose(hit);
              }}
            />
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

/** A hit as an option: its keys are those of the field, a pointer presses it. */
function Option(props: {
  readonly id: string;
  readonly hit: Hit;
  readonly selected: boolean;
  readonly onChoose: () => void;
}): ReactNode {
  const { id, hit, selected, onChoose } = props;
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <li
      id={id}
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={onChoose}
    >
      <span className="hit-kind">{hit.kind}</span>
      <span className="hit-text">{hit.text}</span>
      <span className="hit-also">{hit.also}</span>
    </li>
  );
}
