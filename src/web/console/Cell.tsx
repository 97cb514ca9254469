import { Fragment, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { VERDICTS } from '../api/types.js';
import { VerdictMark } from '../ui/VerdictMark.js';
import { labelOfId, viewOfNode } from './chosen-of.js';
import { isNode, isPath, isRelationship, keyOfNode, nameOfNode } from './node-text.js';
import type { Column } from './columns.js';

/** Items of a list that a cell shows; the others are counted. */
const MOST_ITEMS = 24;

/** A value of an answer: what the page can show by itself is a link to that. */
export function Cell({ value, column }: { readonly value: unknown; readonly column: Column }): ReactNode {
  const { speech } = useDesk();
  if (value === null || value === undefined) return <span className="none">–</span>;
  if (typeof value === 'number') return Number.isInteger(value) ? speech.n(value) : String(value);
  if (typeof value === 'boolean') return speech.t.console.truth[value ? 'yes' : 'no'];
  if (typeof value === 'string') return <TextCell text={value} column={column} />;
  if (Array.isArray(value)) return <ListCell items={value as readonly unknown[]} column={column} />;
  if (isPath(value)) {
    return value.nodes.map((node, i) => (
      <Fragment key={i}>
        {i > 0 && <code> –{value.relationships[i - 1]?.type}– </code>}
        <Cell value={node} column={column} />
      </Fragment>
    ));
  }
  if (isNode(value)) {
    const [label = ''] = value.labels;
    return <NodeLink label={label} id={keyOfNode(value)} text={nameOfNode(value)} />;
  }
  if (isRelationship(value)) return <code>:{value.type}</code>;
  return <code>{JSON.stringify(value)}</code>;
}

function ListCell({
  items,
  column,
}: {
  readonly items: readonly unknown[];
  readonly column: Column;
}): ReactNode {
  const { speech } = useDesk();
  if (items.length === 0) return <span className="none">–</span>;
  const way = column.way ? ' → ' : ', ';
  return (
    <>
      {items.slice(0, MOST_ITEMS).map((item, i) => (
        <Fragment key={i}>
          {i > 0 && way}
          <Cell value={item} column={column} />
        </Fragment>
      ))}
      {items.length > MOST_ITEMS && ` ${speech.t.console.moreItems(speech.n(items.length - MOST_ITEMS))}`}
    </>
  );
}

function TextCell({ text, column }: { readonly text: string; readonly column: Column }): ReactNode {
  const { nameOf } = useDesk();
  const verdict = VERDICTS.find((v) => v === text);
  if (verdict !== undefined && column.name.toLowerCase().includes('verdict')) {
    return <VerdictMark verdict={verdict} />;
  }
  if (column.time || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text)) {
    return <time dateTime={text}>{text.replace('T', ' ').replace(/Z$/, ' UTC')}</time>;
  }
  if (column.label === 'Jurisdiction') return text;
  const label = labelOfId(text) ?? column.label ?? (nameOf(text) === text ? undefined : 'Processor');
  if (label === undefined) return text;
  return <NodeLink label={label} id={text} text={label === 'Processor' ? nameOf(text) : text} />;
}

function NodeLink(props: { readonly label: string; readonly id: string; readonly text: string }): ReactNode {
  const { change } = useDesk();
  const { label, id, text } = props;
  const to = viewOfNode(label, id);
  if (to === null) {
    return (
      <>
        <span className="node-label">{label}</span> {text}
      </>
    );
  }
  return (
    <button
      type="button"
      className="link-button"
      title={`${label} ${id}`}
      onClick={() => {
        change(to);
      }}
    >
      {text}
    </button>
  );
}
