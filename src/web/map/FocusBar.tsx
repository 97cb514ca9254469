import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { ShownLineage } from '../api/types.js';
import { IconButton } from '../ui/Icon.js';

/** Depth upstream and downstream of the processor from which the view starts, and what it leaves out. */
export function FocusBar({ lineage }: { readonly lineage: ShownLineage }): ReactNode {
  const { speech, view, change, nameOf } = useDesk();
  const { t, n } = speech;
  const sum = (pick: (node: ShownLineage['nodes'][number]) => number) =>
    lineage.nodes.reduce((total, node) => total + pick(node), 0);
  const before = sum((node) => node.hidden.upstream);
  const after = sum((node) => node.hidden.downstream);
  return (
    <div className="focus-bar" role="group" aria-label={nameOf(lineage.focus ?? '')}>
      <strong>{nameOf(lineage.focus ?? '')}</strong>
      <Depth
        name={t.map.up}
        depth={view.up}
        onChange={(up) => {
          change({ up });
        }}
      />
      {before > 0 && <span className="hidden-count">{t.map.hiddenUp(n(before))}</span>}
      <Depth
        name={t.map.down}
        depth={view.down}
        onChange={(down) => {
          change({ down });
        }}
      />
      {after > 0 && <span className="hidden-count">{t.map.hiddenDown(n(after))}</span>}
      <button
        type="button"
        className="plain-button"
        onClick={() => {
          change({ focus: null });
        }}
      >
        {t.map.whole}
      </button>
    </div>
  );
}

function Depth(props: {
  readonly name: string;
  readonly depth: number;
  readonly onChange: (depth: number) => void;
}): ReactNode {
  const { name, depth, onChange } = props;
  return (
    <span className="depth" role="group" aria-label={name}>
      {name}
      <IconButton
        icon="minus"
        name={`${name} −`}
        onClick={() => {
          onChange(Math.max(0, depth - 1));
        }}
      />
      <output>{depth}</output>
      <IconButton
        icon="plus"
        name={`${name} +`}
        onClick={() => {
          onChange(Math.min(50, depth + 1));
        }}
      />
    </span>
  );
}
