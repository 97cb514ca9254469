import { useId, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { isWeight, KINDS, MOST_WEIGHT, PLAIN, type RemedyWish } from './remedy-wish.js';

/** Which remedies the fewest are sought among, and how much each kind weighs. */
export function RemedyForm(props: {
  readonly wish: RemedyWish;
  readonly onChange: (wish: RemedyWish) => void;
}): ReactNode {
  const { wish, onChange } = props;
  const { speech } = useDesk();
  const words = speech.t.whatIf.remedyForm;
  const id = useId();
  const wrong = KINDS.some((kind) => wish.kinds.has(kind) && !isWeight(wish.weights[kind]));
  return (
    <details className="what-if-more remedy-form">
      <summary>{words.title}</summary>
      <p className="note">{words.about}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.allowed}</th>
            <th scope="col">{words.weight}</th>
          </tr>
        </thead>
        <tbody>
          {KINDS.map((kind) => (
            <tr key={kind}>
              <td>
                <label className="what-if-box">
                  <input
                    type="checkbox"
                    checked={wish.kinds.has(kind)}
                    onChange={(event) => {
                      const kinds = new Set(wish.kinds);
                      if (event.target.checked) kinds.add(kind);
                      else kinds.delete(kind);
                      onChange({ ...wish, kinds });
                    }}
                  />
                  <span>{words.kinds[kind]}</span>
                </label>
              </td>
              <td>
                <input
                  type="text"
                  inputMode="numeric"
                  aria-label={`${words.weight}: ${words.kinds[kind]}`}
                  aria-invalid={!isWeight(wish.weights[kind])}
                  aria-describedby={`${id}-wrong`}
                  disabled={!wish.kinds.has(kind)}
                  value={wish.weights[kind]}
                  onChange={(event) => {
                    onChange({ ...wish, weights: { ...wish.weights, [kind]: event.target.value } });
                  }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note" id={`${id}-wrong`} role="status">
        {wish.kinds.size === 0 ? words.nothing : wrong ? words.wrong(speech.n(MOST_WEIGHT)) : ''}
      </p>
      <button
        type="button"
        className="link-button"
        onClick={() => {
          onChange(PLAIN);
        }}
      >
        {words.usual}
      </button>
    </details>
  );
}
