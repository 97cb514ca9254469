import type { Record as Row } from 'neo4j-driver';
import type { HeldCase } from '../graph-store.js';

/** The case in the rows of lock-case or held-case; null when there is none, or one that was never loaded. */
export function heldCase(rows: readonly Row[]): HeldCase | null {
  const [title, analysis, schema] = ['title', 'analysis', 'schema'].map((name): unknown =>
    rows[0]?.get(name),
  );
  if (typeof title !== 'string') return null;
  return { title, analysis: String(analysis), schema: Number(schema) };
}
