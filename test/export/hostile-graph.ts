import type { CaseGraph } from '../../src/graph/case-graph.js';
import { link, nodes, relate } from '../../src/graph/graph-rows.js';

/** Texts that break formats which do not quote: XML, CSV, DOT, JSON-LD, shells; and scripts of the world. */
export const HOSTILE: readonly string[] = [
  'plain',
  '카카오페이 — 알리페이 🇰🇷',
  'a "quoted" \'name\'',
  'line\nbreak\r\nand\ttab',
  '<script>alert(1)</script> & ]]> <!-- -->',
  'back\\slash at the end\\',
  'comma, semi; pipe| equals=',
  '<b>not html</b>',
  '=1+1',
  '%41 #fragment ?query /path',
  ' > ',
  '__proto__',
];

/** Control characters, which XML cannot hold: they are replaced there, and kept elsewhere. */
export const UNXML = 'bell\u0007 and escape\u001b';

/** A graph whose names, keys and lists are hostile. Processor i sends flow i to processor i+1. */
export function hostileGraph(texts: readonly string[] = [...HOSTILE, UNXML]): CaseGraph {
  const next = (i: number): string => texts[(i + 1) % texts.length] ?? '';
  return {
    title: 'Hostile "case" <&>\n한국',
    analysis: 'f'.repeat(64),
    nodes: [
      nodes(
        'Processor',
        texts.map((id, i) => ({ id, name: `${id}!`, jurisdiction: 'KR', home: i % 2 === 0 })),
      ),
      nodes(
        'DataField',
        texts.map((id) => ({ id, category: 'pd:TelephoneNumber/x y' })),
      ),
      nodes(
        'Flow',
        texts.map((purpose, i) => ({
          id: `F${i}`,
          sender: purpose,
          recipient: next(i),
          fields: texts,
          purpose,
          verdict: i % 2 === 0 ? 'unsupported' : 'supported',
          crossBorder: true,
          records: 2 ** 40 + i,
          people: i,
          firstAt: '2024-01-02T03:04:05.000006Z',
          firstAtMicros: 1704164645000006,
          months: [],
          monthRecords: [],
        })),
      ),
    ],
    relationships: [
      relate(
        'SENDS',
        'Processor',
        'Flow',
        texts.map((p, i) => link(p, `F${i}`)),
      ),
      relate(
        'TO',
        'Flow',
        'Processor',
        texts.map((_, i) => link(`F${i}`, next(i))),
      ),
      relate(
        'CARRIES',
        'Flow',
        'DataField',
        texts.flatMap((_, i) => texts.map((g) => link(`F${i}`, g, { verdict: 'supported' }))),
      ),
      relate('OWNS', 'Processor', 'Processor', [
        link(texts[0] ?? '', texts[1] ?? '', { share: 0.251, since: '2017-02-01T00:00:00Z' }),
        link(texts[0] ?? '', texts[1] ?? '', { share: 1 }),
      ]),
    ],
  };
}
