import type { Snapshot } from '../cases/snapshot.js';
import type { evidenceContract } from '../contract/evidence.js';
import { WayleaveError } from '../../errors.js';
import {
  conditionsFailed,
  explainFlow,
  type CarrierTried,
  type GateExplained,
} from '../../findings/explain.js';
import { without } from '../../model/collect.js';
import { codesOf } from '../../model/decision.js';
import type { Flow, RowRef } from '../../model/flow.js';
import { formatInstant } from '../../model/instant.js';
import { answerText, carrierText, findingText, flowText, trailText } from '../../report/explanation.js';
import { rejectSentence } from '../../report/reject-sentence.js';
import { nobodyIn } from '../../report/nobody.js';
import { shownValue, withoutPerson, type KnownTexts } from '../../report/shown-value.js';
import { styleFor } from '../../report/style.js';
import { countRejects, rejectPage } from '../../store/read-result.js';
import { personsIn } from './query-limits.js';
import { allowReveal } from './reveal.js';
import { found } from './found.js';
import { one, type Asked, type Handlers } from './handler.js';
import { headOf } from './shapes.js';
import { showChainBreaches } from './trails.js';

const PLAIN = styleFor(false);

export const evidenceHandlers: Handlers<keyof typeof evidenceContract> = {
  explain: ({ snapshot, params: { id } }) => {
    const explanation = snapshot.memo(`explain ${id}`, () => explain(snapshot, id));
    return one({ ...headOf(snapshot), explanation });
  },

  getEvidence: async (asked) => {
    const { snapshot, served, params, query } = asked;
    allowReveal(asked);
    const refs = evidenceOf(snapshot, params.id);
    const rows = await served.rows(refs);
    const pseudonym = (userId: string): string => served.store.pseudonym(userId);
    const isNobody = nobodyIn(snapshot.kase);
    const shown = refs.map((ref) => {
      const row = rows.get(`${ref.file}:${ref.row}`);
      if (row === undefined) throw new WayleaveError('STALE_RESULT', 'the row is not in the log any more');
      // A record_id often holds the user id that it is of, and so may a basis that is free text.
      const shownIn = (text: string | null): string | null =>
        text === null || query.reveal === true ? text : withoutPerson(text, row.userId, pseudonym, isNobody);
      return {
        file: snapshot.analysis.files[ref.file] ?? '',
        row: ref.row,
        line: row.line,
        at: formatInstant(ref.at),
        hop: ref.hop,
        flow: ref.flow,
        person: query.reveal === true ? row.userId : pseudonym(row.userId),
        sender: row.sender,
        recipient: row.recipient,
        fields: row.fields,
        purpose: row.purpose,
        basis: shownIn(row.basis),
        recordId: shownIn(row.recordId),
      };
    });
    const persons = new Set([...rows.values()].map((row) => served.store.pseudonym(row.userId)));
    return one(
      { ...headOf(snapshot), id: params.id, rows: shown },
      { table: shown, rows: shown.length, persons: [...persons] },
    );
  },

  listRejects: async (asked) => {
    allowReveal(asked);
    const { served, query } = asked;
    // Rejected rows are of the whole log, whatever window is looked at.
    const snapshot = served.snapshot();
    const filter = { logs: query.log ?? null, codes: query.code ?? null };
    const total = await snapshot.read((db) => countRejects(db, filter));
    // Whose the shown rows are, for the audit log: what is shown does not say.
    const persons = new WeakMap<object, readonly string[]>();
    const known = {
      isPerson: (text: string) => snapshot.persons.find(served.store.pseudonym(text)) !== undefined,
      isNobody: nobodyIn(snapshot.kase),
    };
    return {
      kind: 'list',
      total,
      slice: async (offset, limit) => {
        const rows = await snapshot.read((db) => rejectPage(db, filter, offset, limit));
        return rows.map((row) => {
          const { shown, of } = showReject(asked, snapshot, known, row);
          persons.set(shown, of);
          return shown;
        });
      },
      personsOf: (items) => [...new Set(items.flatMap((item) => persons.get(item) ?? []))],
    };
  },
};

type RejectRow = Awaited<ReturnType<typeof rejectPage>>[number];

/** A rejected row as it is shown, and the pseudonyms of those whom it is of or names. */
function showReject(
  { served, query }: Asked<'listRejects'>,
  { analysis }: Snapshot,
  known: KnownTexts,
  row: RejectRow,
) {
  const text = (name: string): string | null => (row[name] == null ? null : String(row[name]));
  const column = text('column_name');
  const value = text('value');
  const userId = text('user_id');
  const reveal = query.reveal === true;
  const pseudonym = (id: string): string => served.store.pseudonym(id);
  // A user id is personal data: it is shown as pseudonym.
  const masked = shownValue(value, column, userId, pseudonym, known);
  const reject = {
    log: row['log'] === 'consents' ? ('consents' as const) : ('transfers' as const),
    file: analysis.files[Number(row['file'])] ?? '',
    row: Number(row['row']),
    line: row['line'] === null ? null : Number(row['line']),
    column,
    code: String(row['code']),
    value: reveal ? value : masked,
    detail: text('detail'),
  };
  const shown = {
    ...without(reject, ['detail']),
    sentence: rejectSentence(reject),
    raw: reveal ? text('raw') : null,
  };
  return { shown, of: [...(userId === null ? [] : [pseudonym(userId)]), ...personsIn(masked)] };
}

interface EvidenceRef extends RowRef {
  readonly at: number;
  readonly hop: number | null;
  readonly flow: string | null;
}

/** The rows that prove a flow, trail or finding. @throws WayleaveError NOT_FOUND */
function evidenceOf({ index }: Snapshot, id: string): EvidenceRef[] {
  const flow = index.flows.get(id);
  if (flow !== undefined) return flow.samples.map((s) => ({ ...s, hop: null, flow: id }));
  const trail = index.trails.get(id);
  if (trail !== undefined) {
    return trail.witness.map((w, i) => ({ ...w, hop: i + 1, flow: trail.flows[i] ?? null }));
  }
  const finding = found(index.findings, id, 'flow, trail or finding');
  return finding.samples.map((s) => ({ ...s, hop: null, flow: null }));
}

function explain(s: Snapshot, id: string) {
  const { index, law } = s;
  const gatesOf = (f: Flow) => explainFlow(law, f).map((g) => ({ flow: f.id, g }));
  const flowsOf = (ids: readonly string[]) => ids.map((f) => found(index.flows, f, 'flow'));
  const flow = index.flows.get(id);
  if (flow !== undefined) {
    const gates = gatesOf(flow);
    return {
      id,
      of: 'flow' as const,
      verdict: flow.verdict,
      text: flowText(
        flow,
        gates.map(({ g }) => g),
        [],
        PLAIN,
      ),
      flows: [id],
      gates: gates.map(showGate),
      onward: [],
      provisions: provisionsOf(gates.map(({ g }) => g)),
    };
  }
  const trail = index.trails.get(id);
  if (trail !== undefined) {
    const flows = flowsOf(trail.flows);
    const gates = flows.flatMap(gatesOf);
    return {
      id,
      of: 'trail' as const,
      verdict: trail.verdict,
      text: trailText(trail, flows, [], PLAIN),
      flows: trail.flows,
      gates: gates.map(showGate),
      onward: showChainBreaches(s, trail),
      provisions: provisionsOf(gates.map(({ g }) => g)),
    };
  }
  const finding = found(index.findings, id, 'flow, trail or finding');
  const gates = flowsOf(finding.flows)
    .flatMap(gatesOf)
    .filter(({ g }) => g.pack === finding.pack && g.gate === finding.gate && g.field === finding.field);
  return {
    id,
    of: 'finding' as const,
    verdict: null,
    text: findingText(
      finding,
      gates.map(({ g }) => g),
      [],
      PLAIN,
    ),
    flows: finding.flows,
    gates: gates.map(showGate),
    onward: [],
    provisions: finding.provisions,
  };
}

function showGate({ flow, g }: { flow: string; g: GateExplained }) {
  const { answer } = g;
  return {
    flow,
    pack: g.pack,
    gate: g.gate,
    effect: g.effect === 'advisory' ? ('advisory' as const) : ('breach' as const),
    cite: g.cite,
    field: g.field,
    answer: answer.is,
    by: answer.is === 'carried' ? showBasis(answer.by) : null,
    codes: codesOf(answer),
    questions: g.questions,
    text: answerText(g, PLAIN),
    carriers: g.carriers.map(showCarrier),
  };
}

function showCarrier({ carrier: c, answer, questions, records }: CarrierTried) {
  return {
    kind: c.by,
    asks: c.by === 'consent' ? c.scope : c.by === 'contract' ? c.kind : c.by === 'exemption' ? c.name : null,
    requires: 'requires' in c ? Object.fromEntries(c.requires) : {},
    cite: c.cite,
    answer: answer.is,
    by: answer.is === 'yes' ? showBasis(answer.by) : null,
    questions,
    records,
    reasons: answer.is === 'no' ? answer.reasons : [],
    fails: conditionsFailed(c, answer),
    text: carrierText(answer, c),
  };
}

function showBasis(basis: { readonly kind: 'notice' | 'contract' | 'adequacy' | 'exemption' }) {
  return { kind: basis.kind, id: 'id' in basis && typeof basis.id === 'string' ? basis.id : null };
}

function provisionsOf(gates: readonly GateExplained[]): string[] {
  const cited = gates.flatMap((g) => [g.cite, ...g.carriers.map((c) => c.carrier.cite)]);
  return [...new Set(cited.filter((c) => c !== null))];
}
