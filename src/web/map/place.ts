import type { ShownEdge, LineageNode } from '../api/types.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The region of a jurisdiction; y grows downwards. */
export interface Region {
  readonly code: string;
  readonly home: boolean;
  /** Codes of the countries in it: several where home is a union of them. */
  readonly members: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Places {
  readonly at: ReadonlyMap<string, Point>;
  readonly regions: readonly Region[];
  readonly width: number;
  readonly height: number;
}

export type Shape = 'wide' | 'tall';

interface Cell {
  readonly width: number;
  readonly height: number;
  /** What the name of a region takes above its first cells: where all is small on the screen, more of the plane. */
  readonly title: number;
}

interface Block {
  readonly code: string;
  readonly home: boolean;
  readonly members: readonly string[];
  readonly nodes: readonly string[];
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

const PAD = 14;

/**
 * Where processors stand: home first, then each country abroad in a region of its own, ordered by how many flows lead
 * there from home, then by code. Deterministic, and independent of filters as long as it is given the unfiltered graph,
 * so that everything keeps its place. Tries a few hundred arrangements (how wide regions are, in how many columns they
 * stand) and takes the first that fits the shape of the screen best: O(arrangements × nodes).
 */
export function place(nodes: readonly LineageNode[], edges: readonly ShownEdge[], shape: Shape): Places {
  const depth = depths(nodes, edges);
  const groups = new Map<string, LineageNode[]>();
  for (const node of nodes) {
    const code = regionOf(node);
    groups.set(code, [...(groups.get(code) ?? []), node]);
  }
  const order = (node: LineageNode) => depth.get(node.id) ?? Infinity;
  const sorted = [...groups].map(([code, members]) => ({
    code,
    home: members.some((node) => node.home === true || node.kind === 'person'),
    members: [...new Set(members.flatMap((node) => node.jurisdiction ?? []))].sort(),
    depth: Math.min(...members.map(order)),
    nodes: [...members].sort((a, b) => order(a) - order(b) || compare(a.id, b.id)).map((node) => node.id),
  }));
  sorted.sort((a, b) => Number(b.home) - Number(a.home) || a.depth - b.depth || compare(a.code, b.code));
  return best(sorted, cellOf(nodes.length, shape), shape);
}

/** The region of a node: its country; persons are at home; groups of owners stand together. */
function regionOf(node: LineageNode): string {
  if (node.kind === 'person') return HOME;
  if (node.home === true) return HOME;
  return node.jurisdiction ?? '';
}

/** Persons and all processors at home share a region, whichever member of home they are in. */
export const HOME = '@home';

function cellOf(nodes: number, shape: Shape): Cell {
  if (nodes > 400) return { width: 62, height: 44, title: 44 };
  if (nodes > 60) return { width: 128, height: 84, title: 60 };
  return shape === 'wide' ? { width: 196, height: 132, title: 34 } : { width: 168, height: 122, title: 34 };
}

/** Least number of edges from home to each node: breadth first. */
function depths(nodes: readonly LineageNode[], edges: readonly ShownEdge[]): Map<string, number> {
  const next = new Map<string, string[]>();
  for (const { source, target } of edges) next.set(source, [...(next.get(source) ?? []), target]);
  const depth = new Map<string, number>();
  let front = nodes.filter((n) => n.kind === 'person').map((n) => n.id);
  if (front.length === 0) front = nodes.filter((n) => n.home === true).map((n) => n.id);
  for (let d = 0; front.length > 0; d++) {
    for (const id of front) depth.set(id, d);
    front = [...new Set(front.flatMap((id) => next.get(id) ?? []))].filter((id) => !depth.has(id));
  }
  return depth;
}

/** Width by height of the screens that arrangements are made for. */
const ASPECT: Readonly<Record<Shape, number>> = { wide: 1.75, tall: 0.78 };

type Group = Pick<Block, 'code' | 'home' | 'members' | 'nodes'>;

function best(groups: readonly Group[], cell: Cell, shape: Shape): Places {
  const aspect = ASPECT[shape];
  const abroad = groups.filter((g) => !g.home);
  const home = groups.filter((g) => g.home);
  let found: Arrangement | undefined;
  let fit = 0;
  for (const stretch of [0.25, 0.5, 1, 2, 4]) {
    for (const homeStretch of [0.25, 0.5, 1, 2, 4]) {
      for (let lanes = 1; lanes <= Math.min(abroad.length || 1, 16); lanes++) {
        const tried = arrange(
          home.map((g) => block(g, cell, homeStretch)),
          abroad.map((g) => block(g, cell, stretch)),
          lanes,
          cell,
          shape,
        );
        const scale = Math.min(aspect / tried.width, 1 / tried.height);
        if (scale > fit * 1.0001) [found, fit] = [tried, scale];
      }
    }
  }
  if (found === undefined) return { at: new Map(), regions: [], width: 1, height: 1 };
  const at = new Map<string, Point>();
  for (const { block, x, y } of found.put) {
    block.nodes.forEach((id, n) => {
      const column = n % block.columns;
      const row = Math.floor(n / block.columns);
      at.set(id, {
        x: x + PAD + (column + 0.5) * cell.width,
        y: y + cell.title + (row + 0.46) * cell.height,
      });
    });
  }
  const regions = found.put.map(({ block, x, y }) => {
    const { code, home: isHome, members, width, height } = block;
    return { code, home: isHome, members, x, y, width, height };
  });
  return { at, regions, width: found.width, height: found.height };
}

/** Where each block is put, and the size of all. */
interface Arrangement {
  readonly put: readonly { readonly block: Block; readonly x: number; readonly y: number }[];
  readonly width: number;
  readonly height: number;
}

function block(group: Group, cell: Cell, stretch: number): Block {
  const count = group.nodes.length;
  const columns = Math.max(1, Math.min(count, Math.round(Math.sqrt(count * stretch))));
  return {
    ...group,
    columns,
    width: columns * cell.width + 2 * PAD,
    height: Math.ceil(count / columns) * cell.height + cell.title + PAD,
  };
}

/** Home first, then the regions abroad in lanes (columns when wide, rows when tall) of about equal length. */
function arrange(
  home: readonly Block[],
  abroad: readonly Block[],
  lanes: number,
  cell: Cell,
  shape: Shape,
): Arrangement {
  const wide = shape === 'wide';
  const beside = cell.height * 0.42;
  const along = (b: Block) => (wide ? b.height : b.width);
  const across = (b: Block) => (wide ? b.width : b.height);
  const total = abroad.reduce((sum, b) => sum + along(b) + beside, 0);
  const rows: Block[][] = [];
  let length = 0;
  for (const b of abroad) {
    if (
      rows.length === 0 ||
      (rows.length < lanes && length + along(b) / 2 >= (total / lanes) * rows.length)
    ) {
      rows.push([]);
    }
    rows.at(-1)?.push(b);
    length += along(b) + beside;
  }
  const stacks = [...(home.length > 0 ? [[...home]] : []), ...rows];
  const lengthOf = (stack: readonly Block[]) => stack.reduce((sum, b) => sum + along(b) + beside, -beside);
  const longest = Math.max(...stacks.map(lengthOf));
  const breadths = stacks.map((stack) => Math.max(...stack.map(across)));
  const between = gap(breadths, longest, cell, shape);
  const put: { block: Block; x: number; y: number }[] = [];
  let offset = 0;
  for (const [i, stack] of stacks.entries()) {
    let position = (longest - lengthOf(stack)) / 2;
    const breadth = breadths[i] ?? 0;
    for (const b of stack) {
      const x = wide ? offset + (breadth - b.width) / 2 : position;
      const y = wide ? position : offset + (breadth - b.height) / 2;
      put.push({ block: b, x, y });
      position += along(b) + beside;
    }
    offset += breadth + between;
  }
  const size = offset - between;
  return { put, width: wide ? size : longest, height: wide ? longest : size };
}

/** Between the lanes: what the shape of the screen leaves, so that lines have room. */
function gap(breadths: readonly number[], longest: number, cell: Cell, shape: Shape): number {
  const wide = shape === 'wide';
  const least = wide ? cell.width * 0.62 : cell.height * 0.5;
  const whole = wide ? longest * ASPECT.wide : longest / ASPECT.tall;
  const left = whole - breadths.reduce((sum, b) => sum + b, 0);
  const each = left / Math.max(1, breadths.length - 1);
  return Math.max(least, Math.min(each, 2.5 * (wide ? cell.width : cell.height)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
