import type { RegisterRow } from './register-row.js';

/**
 * Fails when rows refer to one another in a circle. Depth-first search with three colours
 * (https://en.wikipedia.org/wiki/Topological_sorting#Depth-first_search), without recursion: chains may be long.
 *
 * @param rows with the ids of the items
 * @param column that refers
 * @param targets id → the ids that its row refers to
 * @throws WayleaveError REGISTER_INVALID at a row of the circle, naming the circle
 */
export function checkAcyclic(
  rows: readonly RegisterRow[],
  column: string,
  targets: ReadonlyMap<string, readonly string[]>,
): void {
  const done = new Set<string>();
  for (const row of rows) {
    const path: string[] = [];
    const onPath = new Set<string>();
    const stack: (string | null)[] = [row.required('id')];
    while (stack.length > 0) {
      const id = stack.pop() ?? null;
      if (id === null) {
        // All that the last item of the path refers to has been visited.
        const left = path.pop() ?? '';
        onPath.delete(left);
        done.add(left);
      } else if (onPath.has(id)) {
        const circle = [...path.slice(path.indexOf(id)), id].join(' -> ');
        const owner = rows.find((r) => r.required('id') === path.at(-1)) ?? row;
        throw owner.fail(
          column,
          `${column} goes in a circle: ${circle}`,
          'references that end somewhere',
          id,
        );
      } else if (!done.has(id)) {
        path.push(id);
        onPath.add(id);
        stack.push(null, ...(targets.get(id) ?? []));
      }
    }
  }
}
