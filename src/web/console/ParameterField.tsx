import { useId, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { SavedQuery } from './columns.js';
import { suggested } from '../ui/choices.js';
import { useChoices } from './use-choices.js';
import { valueType } from './value-type.js';

type Parameter = SavedQuery['parameters'][number];

/** The field of a parameter: words and truths to be chosen, names of the case suggested, the rest written. */
export function ParameterField(props: {
  readonly parameter: Parameter;
  readonly value: string;
  /** What the server says against it. */
  readonly wrong: string | undefined;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { parameter, value, wrong, onChange } = props;
  const { speech } = useDesk();
  const { t } = speech;
  const id = useId();
  const type = valueType(parameter.type);
  const choices = useChoices(type.of === 'node' ? type.labels : []);
  const common = {
    id,
    value,
    'aria-describedby': `${id}-about`,
    'aria-invalid': wrong !== undefined,
    'aria-required': parameter.required,
    onChange: (event: { readonly target: { readonly value: string } }) => {
      onChange(event.target.value);
    },
  };
  const words =
    type.of === 'boolean'
      ? ([
          ['true', t.console.truth.yes],
          ['false', t.console.truth.no],
        ] as const)
      : type.of === 'words'
        ? type.words.map((word) => [word, word] as const)
        : undefined;
  return (
    <div className="parameter">
      <label htmlFor={id}>
        <code>{parameter.name}</code>
        {parameter.required && <span className="required">{t.console.required}</span>}
      </label>
      {words === undefined ? (
        <input
          {...common}
          type="text"
          inputMode={type.of === 'integer' ? 'numeric' : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholderOf(parameter, type.of)}
          list={choices.length > 0 ? `${id}-list` : undefined}
        />
      ) : (
        <select {...common}>
          <option value="">{t.filters.any}</option>
          {words.map(([word, text]) => (
            <option key={word} value={word}>
              {text}
            </option>
          ))}
        </select>
      )}
      {choices.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggested(choices, value).map(({ id: key, text }) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </datalist>
      )}
      <p id={`${id}-about`} className={wrong === undefined ? 'note' : 'wrong'}>
        {wrong ?? parameter.about}
      </p>
    </div>
  );
}

function placeholderOf({ type }: Parameter, kind: string): string {
  if (kind === 'time') return '2024-05-22T00:00:00Z';
  return kind === 'node' ? type : '';
}
