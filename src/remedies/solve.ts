import type { default as HighsModule, Highs, Model } from 'highs';
import { createRequire } from 'node:module';
import { internal } from '../errors.js';
import { at } from '../model/collect.js';
import type { Clause } from './clauses.js';

// The package's types say that an import of it is an object with the loader in it, which it is not.
const require = createRequire(import.meta.url);

/** The solver, once it was needed: compiled once in a process. */
let loaded: Promise<Highs> | undefined;

function solver(): Promise<Highs> {
  loaded ??= (require('highs') as typeof HighsModule.default)();
  return loaded;
}

/** A weighted hitting set: of the candidates of every clause at least one, with the least sum of weights. */
export interface Problem {
  /** By candidate: whole numbers from 1. */
  readonly weights: readonly number[];
  /** By candidate: of solutions of least weight, one is wanted whose sum of these is least. */
  readonly ties: readonly number[];
  /** None is empty. */
  readonly clauses: readonly Clause[];
}

export interface Solution {
  /** Ascending. */
  readonly chosen: readonly number[];
  readonly weight: number;
  /** Proved: no solution weighs less. */
  readonly bound: number;
}

/**
 * Solves by branch and cut (HiGHS), first for the least weight, then, where that is proved, for the least sum of ties. The same
 * problem has the same solution on every machine. Blocks while it runs: exponential at worst, which `nodes` bounds.
 *
 * @param nodes of the search tree, before the best that was found is taken
 */
export async function solve(problem: Problem, nodes: number): Promise<Solution> {
  if (problem.clauses.length === 0) return { chosen: [], weight: 0, bound: 0 };
  const highs = await solver();
  const { weights, ties, clauses } = problem;
  const first = greedy(problem);
  const least = run(highs, problem, weights, first, nodes, null);
  const weight = sum(weights, least.chosen);
  // Weights are whole: what lies above a whole number is the next one.
  const bound = Math.max(0, Math.min(weight, Math.ceil(least.bound - 1e-6)));
  if (bound < weight) return { chosen: least.chosen, weight, bound };
  const simplest = run(highs, { weights, ties, clauses }, ties, least.chosen, nodes, weight);
  return { chosen: simplest.chosen, weight, bound };
}

function run(
  highs: Highs,
  { weights, clauses }: Problem,
  costs: readonly number[],
  known: readonly number[],
  nodes: number,
  most: number | null,
): { chosen: readonly number[]; bound: number } {
  const width = weights.length;
  const limited = most === null ? [] : [[...weights.keys()]];
  const rows = [...clauses, ...limited];
  const starts = [0];
  for (const row of rows) starts.push(at(starts, starts.length - 1) + row.length);
  const ones = new Float64Array(clauses.reduce((n, c) => n + c.length, 0)).fill(1);
  const found = highs.withModel(
    {
      numCols: width,
      numRows: rows.length,
      colCost: Float64Array.from(costs),
      colLower: new Float64Array(width),
      colUpper: new Float64Array(width).fill(1),
      rowLower: Float64Array.from(rows, (_, i) => (i < clauses.length ? 1 : -highs.infinity)),
      rowUpper: Float64Array.from(rows, (_, i) => (i < clauses.length ? highs.infinity : (most ?? 0))),
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: width,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(rows.flat()),
        values: Float64Array.from([...ones, ...(most === null ? [] : weights)]),
      },
      integrality: new Array(width).fill(highs.constants.variableType.integer),
    },
    (model) => {
      model.options.set({
        output_flag: false,
        // The proof is asked for, not what comes near it.
        mip_rel_gap: 0,
        mip_abs_gap: 0,
        mip_max_nodes: nodes,
      });
      const colValue = new Float64Array(width);
      for (const c of known) colValue[c] = 1;
      model.setSolution({ colValue });
      model.run();
      return answerOf(highs, model);
    },
  );
  const allowed = found.chosen !== null && (most === null || sum(weights, found.chosen) <= most);
  const better = allowed && found.chosen !== null && sum(costs, found.chosen) < sum(costs, known);
  const chosen = better && found.chosen !== null ? found.chosen : known;
  if (!clauses.every((clause) => clause.some((c) => chosen.includes(c)))) {
    throw internal('the solver leaves a clause open');
  }
  return { chosen, bound: found.proved ? sum(costs, chosen) : found.bound };
}

/** The best solution of a model that ran, where there is one, and what is proved. */
function answerOf(highs: Highs, model: Model): { chosen: number[] | null; proved: boolean; bound: number } {
  const { optimal, solutionLimit, iterationLimit } = highs.constants.modelStatus;
  const status = model.getModelStatus();
  if (status !== optimal && status !== solutionLimit && status !== iterationLimit) {
    throw internal(`the solver ended with status ${status}`);
  }
  const isFeasible = model.info.get('primal_solution_status') === 2;
  const values = isFeasible ? [...model.getSolution().colValue] : null;
  const chosen = values?.flatMap((v, i) => (v > 0.5 ? [i] : [])) ?? null;
  return { chosen, proved: status === optimal, bound: Number(model.info.get('mip_dual_bound')) };
}

/** Some solution: again and again whoever solves most clauses for their weight, without what others make needless. */
function greedy({ weights, ties, clauses }: Problem): number[] {
  let open = [...clauses];
  const chosen: number[] = [];
  while (open.length > 0) {
    const solved = new Map<number, number>();
    for (const c of open.flat()) solved.set(c, (solved.get(c) ?? 0) + 1);
    const [best] = [...solved.keys()].sort((a, b) => {
      const [x, y] = [(solved.get(a) ?? 0) / at(weights, a), (solved.get(b) ?? 0) / at(weights, b)];
      return y - x || at(ties, a) - at(ties, b) || a - b;
    });
    if (best === undefined) throw internal('a clause is empty');
    chosen.push(best);
    open = open.filter((clause) => !clause.includes(best));
  }
  const needed = chosen.reduce<readonly number[]>((left, c) => {
    const others = left.filter((x) => x !== c);
    return clauses.every((clause) => clause.some((x) => others.includes(x))) ? others : left;
  }, chosen);
  return [...needed].sort((a, b) => a - b);
}

function sum(costs: readonly number[], chosen: readonly number[]): number {
  return chosen.reduce((total, c) => total + at(costs, c), 0);
}
