import type { ReactNode } from 'react';

/** Processors in the order in which the data took them, each with its country. */
export function Way(props: {
  readonly processors: readonly string[];
  readonly jurisdictions: readonly string[];
}): ReactNode {
  return (
    <span className="way">
      {props.processors.map((processor, i) => (
        <span key={processor}>
          {i > 0 && <span className="way-arrow"> → </span>}
          {processor}
          <span className="way-place"> {props.jurisdictions[i]}</span>
        </span>
      ))}
    </span>
  );
}
