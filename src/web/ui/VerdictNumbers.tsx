import type { ReactNode } from 'react';
import type { VerdictPart } from '../api/types.js';
import { useTexts } from '../text/use-texts.js';
import { VerdictMark } from './VerdictMark.js';

/** Headings of the columns of `VerdictCells`. */
export function VerdictHeads(): ReactNode {
  const { columns } = useTexts().t;
  return (
    <>
      <th scope="col">{columns.verdict}</th>
      {[columns.people, columns.records, columns.flows].map((name) => (
        <th key={name} scope="col" className="number">
          {name}
        </th>
      ))}
    </>
  );
}

/** What flows between two come to with one verdict, as cells: the verdict, people, records, flows. */
export function VerdictCells({ part }: { readonly part: VerdictPart }): ReactNode {
  const { n } = useTexts();
  return (
    <>
      <td>
        <VerdictMark verdict={part.verdict} />
      </td>
      {[part.people, part.records, part.flows].map((count, i) => (
        <td key={i} className="number">
          {n(count)}
        </td>
      ))}
    </>
  );
}
