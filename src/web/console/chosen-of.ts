import type { View } from '../state/view.js';

/** Where the page shows something by its label in the graph and its id; null for what has no view. */
export function viewOfNode(label: string, id: string): Partial<View> | null {
  switch (label) {
    case 'Processor':
      return { chosen: { kind: 'processor', id } };
    case 'Flow':
      return { chosen: { kind: 'flow', id } };
    case 'Trail':
      return { chosen: { kind: 'trail', id } };
    case 'Finding':
      return { chosen: { kind: 'finding', id } };
    case 'DataField':
      return { room: 'map', chosen: null, follow: id };
    default:
      return null;
  }
}

const NAMED = { F: 'Flow', T: 'Trail', X: 'Finding' } as const;

/** The label of what a text names by its form: ids of flows, trails and findings are hashes after a letter. */
export function labelOfId(text: string): string | undefined {
  const [, letter] = /^([FTX])[0-9a-f]{20}$/.exec(text) ?? [];
  return letter === undefined ? undefined : NAMED[letter as keyof typeof NAMED];
}
