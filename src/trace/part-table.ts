import { at, getOrMake } from '../model/collect.js';
import { IntColumn } from '../model/column.js';
import type { FlowEdge } from './flow-graph.js';
import type { Holdings } from './holdings.js';
import { PastTable, type Added, type Past } from './past-table.js';
import type { TrailTrie } from './trail-trie.js';

const NOTHING: Past = { flows: new Int32Array(), trails: new Int32Array(), holdings: new Int32Array() };

/** No processor: where the part is that has nothing. */
const NOWHERE = -1;

/**
 * The part of a past at one processor: the flows that led there, the trails that end there, and what is held there. A past is
 * its parts, and what a flow does to a past it does to the part at its recipient, as that at its sender lets it.
 */
export class PartTable {
  readonly #parts = new PastTable();
  readonly #processor = new IntColumn();

  constructor(
    readonly trie: TrailTrie,
    readonly holdings: Holdings,
    readonly edges: readonly FlowEdge[],
  ) {
    this.#at(this.#parts.find(NOTHING), NOWHERE);
  }

  /** The part that has nothing, wherever that is. */
  readonly nothing = 0;

  get length(): number {
    return this.#parts.length;
  }

  /** Memory that the parts take. */
  get bytes(): number {
    return this.#parts.bytes + this.length * 4;
  }

  /** The lists of a part, in the memory of the table. */
  part(number: number): Past {
    return this.#parts.past(number);
  }

  processor(number: number): number {
    return at(this.#processor.data, number);
  }

  /** The number of a part and what a flow adds to it. */
  join(number: number, part: Past, added: Added, processor: number): number {
    return this.#at(this.#parts.join(number, part, added), processor);
  }

  /** The parts of a past, in the order of their processors. */
  partsOf(past: Past): Int32Array {
    const byProcessor = new Map<number, { flows: number[]; trails: number[]; holdings: number[] }>();
    const partAt = (processor: number) =>
      getOrMake(byProcessor, processor, () => ({ flows: [], trails: [], holdings: [] }));
    for (const f of past.flows) partAt(at(this.edges, f).recipient).flows.push(f);
    for (const t of past.trails) partAt(at(this.trie.recipient.data, t)).trails.push(t);
    for (const h of past.holdings) partAt(this.holdings.processorOf(h)).holdings.push(h);
    const sorted = [...byProcessor].sort(([a], [b]) => a - b);
    return Int32Array.from(sorted, ([processor, added]) =>
      this.join(this.nothing, NOTHING, added, processor),
    );
  }

  /** The past of which these are the parts. */
  pastOf(parts: Int32Array): Past {
    const lists = Array.from(parts, (p) => this.part(p));
    return {
      flows: union(lists.map((l) => l.flows)),
      trails: union(lists.map((l) => l.trails)),
      holdings: union(lists.map((l) => l.holdings)),
    };
  }

  #at(number: number, processor: number): number {
    this.#processor.extend(number + 1, processor);
    return number;
  }
}

/** The union of lists that have nothing in common, ascending. */
function union(lists: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(lists.reduce((sum, l) => sum + l.length, 0));
  let end = 0;
  for (const list of lists) {
    all.set(list, end);
    end += list.length;
  }
  return all.sort();
}
