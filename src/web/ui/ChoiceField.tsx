import { useId, useState, type ReactNode } from 'react';
import { useTexts } from '../text/use-texts.js';
import { MANY_CHOICES, matching, meant, suggested, type Choice } from './choices.js';

interface Props {
  /** What is called so: seen, unless it is hidden. */
  readonly label: string;
  readonly hidden?: boolean;
  /** The id that is chosen now; empty where none is. */
  readonly value: string;
  /** What choosing nothing is called. */
  readonly none: string;
  readonly choices: readonly Choice[];
  /** Called with an id, or with nothing. */
  readonly onChoose: (id: string) => void;
}

/** One of several names: from a list or, where that would be too long to scroll through, by writing a part of one. */
export function ChoiceField(props: Props): ReactNode {
  const { label, hidden = false, value, none, choices, onChoose } = props;
  const id = useId();
  if (choices.length > MANY_CHOICES) return <WrittenChoice {...props} />;
  return (
    <Labelled label={label} hidden={hidden} field={id}>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          onChoose(event.target.value);
        }}
      >
        <option value="">{none}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** Names are suggested while one is written; Enter, or leaving the field, takes the one that is meant. */
function WrittenChoice({ label, hidden = false, value, none, choices, onChoose }: Props): ReactNode {
  const { t, n } = useTexts();
  const id = useId();
  const [text, write] = useState(value);
  const [former, follow] = useState(value);
  const [wrong, setWrong] = useState('');
  if (value !== former) {
    follow(value);
    write(value);
  }
  const choose = (chosen: string) => {
    write(value);
    setWrong('');
    if (chosen !== value) onChoose(chosen);
  };
  const take = () => {
    if (text.trim() === '' || text === value) {
      choose(text.trim());
      return;
    }
    const choice = meant(choices, text);
    if (choice !== undefined) {
      choose(choice.id);
      return;
    }
    const found = matching(choices, text).length;
    setWrong(found === 0 ? t.map.noHit : t.filters.several(n(found)));
  };
  return (
    <Labelled label={label} hidden={hidden} field={id}>
      <input
        id={id}
        type="text"
        list={`${id}-list`}
        autoComplete="off"
        spellCheck={false}
        placeholder={none}
        aria-invalid={wrong !== ''}
        aria-describedby={`${id}-about`}
        value={text}
        onChange={({ target, nativeEvent }) => {
          // A suggestion that is picked comes whole; of what is typed, an id may be the beginning of a longer one.
          const typed =
            nativeEvent instanceof InputEvent && nativeEvent.inputType !== 'insertReplacementText';
          if (!typed && choices.some((choice) => choice.id === target.value)) {
            choose(target.value);
            return;
          }
          write(target.value);
          setWrong('');
        }}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      <datalist id={`${id}-list`}>
        {suggested(choices, text === value ? '' : text).map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.text}
          </option>
        ))}
      </datalist>
      <p id={`${id}-about`} className="wrong" role="status">
        {wrong}
      </p>
    </Labelled>
  );
}

function Labelled(props: {
  readonly label: string;
  readonly hidden: boolean;
  /** Id of what is labelled. */
  readonly field: string;
  readonly children: ReactNode;
}): ReactNode {
  const { label, hidden, field, children } = props;
  return (
    <div className={hidden ? undefined : 'stacked'}>
      <label htmlFor={field} className={hidden ? 'unseen' : undefined}>
        {label}
      </label>
      {children}
    </div>
  );
}
