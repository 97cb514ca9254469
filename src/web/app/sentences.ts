import type { CaseSummary, LineageEdge, LineageNode } from '../api/types.js';
import type { Speech } from '../text/texts.js';
import { isolated } from '../ui/shown.js';

/** What the sentences are made of: all from the server, of one window. */
export interface Told {
  readonly summary: CaseSummary;
  /** Those that cross a border, with all of their processors. */
  readonly lineage: { readonly edges: readonly LineageEdge[]; readonly nodes: readonly LineageNode[] };
  /** Whether the server left nothing out. */
  readonly complete: boolean;
}

type Words = Pick<Speech, 't' | 'n' | 'place'>;

/** What a case comes to, in sentences that say no more than the server's numbers do; what stands between stars is emphasized. */
export function sentences(speech: Words, told: Told): string[] {
  const { t, n } = speech;
  const { transfers, consents } = told.summary.sources;
  const rejected = transfers.rejected + consents.rejected;
  const left = rejected === 0 ? [] : [t.headline.rejected(n(rejected), n(transfers.read + consents.read))];
  return [...abroad(speech, told), ...left];
}

function abroad(speech: Words, told: Told): string[] {
  const { t, n, place } = speech;
  const { summary, lineage } = told;
  const edge = worst(lineage);
  // Where no crossing stands for the case, its sums do: with all of it between two of one country abroad there is none.
  if ((edge?.people ?? 0) * 3 < summary.trails.people) return sums(speech, summary);
  if (edge === undefined) return collected(speech, told);
  const there = nodeOf(lineage, edge.target)?.jurisdiction ?? '';
  const [sender, recipient] = [nameIn(lineage, edge.source), nameIn(lineage, edge.target)];
  return [
    t.headline.went(t.people(n(edge.people)), sender, recipient, place(there)),
    ...carried(speech, edge, told),
    ...summary.exposed
      .filter(({ jurisdiction, people }) => jurisdiction !== there && people > 0)
      .slice(0, 2)
      .map(({ jurisdiction, people }) => t.headline.reached(t.people(n(people)), place(jurisdiction))),
  ];
}

/** Where no trail goes abroad, somebody abroad may have collected it from the persons themselves. */
function collected({ t, n, place }: Words, { lineage, complete }: Told): string[] {
  const [most] = lineage.edges
    .filter((e) => e.crossBorder && e.source === '@user' && nodeOf(lineage, e.target)?.home !== true)
    .sort((a, b) => b.people - a.people);
  if (most === undefined) return [complete ? t.headline.nothing : t.headline.unknown];
  const there = place(nodeOf(lineage, most.target)?.jurisdiction ?? '');
  const said = t.headline.collected(t.people(n(most.people)), nameIn(lineage, most.target), there);
  return complete ? [said, t.headline.noTrail] : [said];
}

function nodeOf({ nodes }: Told['lineage'], id: string): LineageNode | undefined {
  return nodes.find((node) => node.id === id);
}

/** The name of a processor, for a sentence. */
function nameIn(lineage: Told['lineage'], id: string): string {
  return isolated(nodeOf(lineage, id)?.name ?? id);
}

/** The way abroad of most people without recorded basis; where there is none, of most people with an open question, or at all. */
function worst({ edges, nodes }: Told['lineage']): LineageEdge | undefined {
  const home = new Set(nodes.filter((node) => node.home === true).map(({ id }) => id));
  const abroad = edges.filter((e) => e.crossBorder && e.source !== '@user' && !home.has(e.target));
  const by = (verdict: string) => (edge: LineageEdge) => peopleOf(edge.byVerdict, verdict);
  for (const people of [by('unsupported'), by('contested'), (edge: LineageEdge) => edge.people]) {
    const [most] = [...abroad].sort((a, b) => people(b) - people(a));
    if (most !== undefined && people(most) > 0) return most;
  }
  return undefined;
}

/** What is recorded for an edge; where it lacks nothing, for the trails abroad: each of their steps may be carried, and a trail not. */
function carried({ t, n }: Words, edge: LineageEdge, { summary, lineage, complete }: Told): string[] {
  const { byVerdict } = summary.trails;
  const said = (people: number, say: (people: string) => string): string[] => [say(t.people(n(people)))];
  const alone = edge.byVerdict.length === 1;
  const lacking = peopleOf(edge.byVerdict, 'unsupported');
  if (lacking > 0) {
    return alone ? [t.headline.noneFor(edge.people === 1)] : said(lacking, t.headline.lacking);
  }
  const open = peopleOf(edge.byVerdict, 'contested');
  if (open > 0) return said(open, alone ? t.headline.open : t.headline.someOpen);
  const onTrails = peopleOf(byVerdict, 'unsupported');
  if (onTrails > 0) return said(onTrails, t.headline.trailLacking);
  const openOnTrails = peopleOf(byVerdict, 'contested');
  if (openOnTrails > 0) return said(openOnTrails, t.headline.trailOpen);
  const [only, ...others] = new Set([
    ...lineage.edges.flatMap((e) => e.byVerdict.map(({ verdict }) => verdict)),
    ...byVerdict.filter(({ trails }) => trails > 0).map(({ verdict }) => verdict),
  ]);
  if (others.length > 0 || !complete) return [];
  return only === 'supported' ? [t.headline.supported] : [t.headline.noRule];
}

function sums({ t, n }: Words, { trails, exposed }: CaseSummary): string[] {
  const countries = exposed.filter(({ people }) => people > 0).length;
  const lacking = peopleOf(trails.byVerdict, 'unsupported');
  const open = peopleOf(trails.byVerdict, 'contested');
  return [
    t.headline.abroad(t.people(n(trails.people)), n(countries)),
    ...(lacking > 0 ? [t.headline.trailLacking(t.people(n(lacking)))] : []),
    ...(lacking === 0 && open > 0 ? [t.headline.trailOpen(t.people(n(open)))] : []),
  ];
}

function peopleOf(
  parts: readonly { readonly verdict: string; readonly people: number }[],
  verdict: string,
): number {
  return parts.find((part) => part.verdict === verdict)?.people ?? 0;
}
