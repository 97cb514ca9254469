import type { Snapshot } from '../cases/snapshot.js';
import type { GROUPS } from '../contract/lineage.js';
import { USER } from '../../model/case.js';
import { groupBy } from '../../model/collect.js';

/** How processors are put together on a map. */
export interface Grouping {
  /** Group of a processor; the person stays alone. */
  readonly of: (processor: string) => string;
  /** Processors by group. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly describe: (id: string) => {
    readonly id: string;
    readonly kind: 'processor' | 'person' | 'jurisdiction' | 'owner';
    readonly name: string | null;
    readonly jurisdiction: string | null;
    readonly home: boolean | null;
    readonly parent: string | null;
    readonly members: readonly string[];
  };
}

/**
 * Puts the processors of a case together. Linear in them.
 *
 * @param by none, jurisdiction, or owner: who controls them in the end
 */
export function grouping(s: Snapshot, by: (typeof GROUPS)[number]): Grouping {
  const key = keyOf(s, by);
  const of = (id: string): string => (id === USER ? USER : key(id));
  const members = groupBy(s.processors.keys(), of);
  const kind = by === 'none' ? 'processor' : by;
  const names = new Map(s.kase.registers.jurisdictions.map((j) => [j.code, j.name]));
  return {
    of,
    members,
    describe: (id) => {
      if (id === USER) {
        return {
          id,
          kind: 'person',
          name: null,
          jurisdiction: s.kase.home,
          home: true,
          parent: null,
          members: [],
        };
      }
      if (by === 'jurisdiction') {
        const name = names.get(id) ?? null;
        return {
          id,
          kind,
          name,
          jurisdiction: id,
          home: s.isHome(id),
          parent: null,
          members: members.get(id) ?? [],
        };
      }
      const p = s.processors.get(id);
      return {
        id,
        kind,
        name: p?.name ?? null,
        jurisdiction: p?.jurisdiction ?? null,
        home: p === undefined ? null : s.isHome(p.jurisdiction),
        parent: p?.parent ?? null,
        members: by === 'none' ? [] : (members.get(id) ?? []),
      };
    },
  };
}

function keyOf(s: Snapshot, by: (typeof GROUPS)[number]): (id: string) => string {
  if (by === 'none') return (id) => id;
  if (by === 'jurisdiction') return (id) => s.processors.get(id)?.jurisdiction ?? '';
  return (id) => ultimateParent(s, id);
}

/** Who controls a processor in the end. Parents form no cycle: the register is checked for that. */
function ultimateParent(s: Snapshot, id: string): string {
  const parent = s.processors.get(id)?.parent ?? null;
  return parent === null ? id : ultimateParent(s, parent);
}
