import type { Processor } from '../../model/case.js';
import { isHome } from './lineage.js';
import { html, joined, type Content, type Markup } from './markup.js';
import { cutNote, day, table, words } from './parts.js';
import { MOST, type ReportInput } from './report-input.js';

const dayOrNull = (at: number): string | null => (Number.isFinite(at) ? day(at) : null);

/** Who is in the registers, where, and who controls and owns whom. */
export function partiesSection({ kase, texts }: ReportInput): Markup {
  const { processors, ownership } = kase.registers;
  const name = (id: string): string => processors.find((p) => p.id === id)?.name ?? id;
  const percent = (share: number): string => `${Number((share * 100).toFixed(2))} %`;
  const holdings = ({ id }: Processor): Content =>
    joined(
      ownership
        .filter((o) => o.owned === id)
        .map((o) => texts.share(name(o.owner), percent(o.share), dayOrNull(o.since), dayOrNull(o.until))),
      html`<br />`,
    );
  return html`${table(
    words(texts, 'processor', 'place', 'parent', 'holdings'),
    processors
      .slice(0, MOST.parties)
      .map((p) => [
        p.name === null ? html`<code>${p.id}</code>` : html`${p.name} <code>${p.id}</code>`,
        `${p.jurisdiction} (${isHome(kase, p.jurisdiction) ? texts.word.atHome : texts.word.foreign})`,
        p.parent !== null && `${name(p.parent)}${p.share === null ? '' : ` (${percent(p.share)})`}`,
        holdings(p),
      ]),
  )}
  ${cutNote(MOST.parties, processors.length, texts)}`;
}
