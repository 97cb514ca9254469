/** Where in a statement something is wrong: line and column, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * The place that a store names in what it says against a statement: `line 1, column 8` or `line 1 column 8`; where it names a
 * variable only, the first place at which that stands.
 */
export function wrongPlace(message: string, statement: string): Position | null {
  const [, line, column] = /\bline (\d+),? column (\d+)/.exec(message) ?? [];
  if (line !== undefined && column !== undefined) return { line: Number(line), column: Number(column) };
  const [, name] = /[Vv]ariable ['"`](\w+)['"`]/.exec(message) ?? [];
  const at = name === undefined ? -1 : statement.search(new RegExp(`(?<![\\w.])${name}\\b`));
  if (at < 0) return null;
  const lines = statement.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
