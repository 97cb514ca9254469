import { groupBy } from '../../../src/model/collect.js';
import type { Trail } from '../../../src/model/result.js';
import type { Case } from '../../../src/model/case.js';
import {
  allows,
  atHome,
  bases,
  destination,
  flow,
  found,
  once,
  origin,
  people,
  peopleOfFlows,
  processor,
  questions,
  questionText,
  sorted,
  sum,
  time,
  trail,
  type Expected,
  type World,
} from './world.js';

/** People whose unsupported foreign trails, of which there is at least one, all satisfy a condition. */
function spared({ a, ...world }: World, which: (t: Trail) => boolean): number {
  const bad = new Map(a.trails.filter((t) => t.foreign && t.verdict === 'unsupported').map((t) => [t.id, t]));
  return people({ a, ...world }, (c) => {
    const theirs = c.trails.flatMap((id) => bad.get(id) ?? []);
    return theirs.length > 0 && theirs.every(which);
  });
}

function rowNames(files: readonly string[], rows: readonly { file: number; row: number }[]): string[] {
  return rows.map((r) => `${found(files[r.file])}#${r.row}`);
}

function isNotice(kase: Case, id: string): boolean {
  return kase.registers.notices.some((n) => n.id === id);
}

export const FINDINGS: Readonly<Record<string, Expected>> = {
  'findings/list': ({ a }, p) =>
    a.findings
      .filter(
        (x) =>
          allows(p['code'], x.code) &&
          allows(p['severity'], x.severity) &&
          allows(p['pack'], x.pack) &&
          allows(p['sender'], x.sender) &&
          allows(p['recipient'], x.recipient) &&
          allows(p['field'], x.field),
      )
      .map((x) => ({
        finding: x.id,
        severity: x.severity,
        code: x.code,
        gate: x.gate,
        pack: x.pack,
        sender: x.sender,
        recipient: x.recipient,
        field: x.field,
        purpose: x.purpose,
        people: x.people,
        records: x.records,
        firstAt: time(x.firstAt),
        lastAt: time(x.lastAt),
      })),

  'findings/uncarried': ({ a }, p) =>
    a.flows.flatMap((f) =>
      f.fields.flatMap((field, i) => {
        const verdict = f.fieldVerdicts[i];
        const relies = bases(f).some((b) => b.field === field);
        if (relies || !allows(p['verdict'], verdict) || !allows(p['crossBorder'], f.crossBorder)) return [];
        const by = f.decision.outcomes.flatMap(({ answer }) => (answer.is === 'carried' ? [answer.by] : []));
        return [
          {
            ...{
              flow: f.id,
              field,
              sender: f.sender,
              recipient: f.recipient,
              purpose: f.purpose,
              basis: f.basis,
            },
            crossBorder: f.crossBorder,
            adequacy: by.some((b) => b.kind === 'adequacy'),
            exemptions: sorted(by.flatMap((b) => (b.kind === 'exemption' ? [b.id] : []))),
            ...{ verdict, records: f.records, people: f.people },
          },
        ];
      }),
    ),

  'findings/unsupported': ({ a }, p) =>
    a.flows.flatMap((f) =>
      f.fields.flatMap((field, i) => {
        if (
          f.fieldVerdicts[i] !== 'unsupported' ||
          !allows(p['sender'], f.sender) ||
          !allows(p['recipient'], f.recipient) ||
          !allows(p['field'], field) ||
          !allows(p['crossBorder'], f.crossBorder)
        ) {
          return [];
        }
        const codes = a.findings.filter(
          (x) => x.records !== null && x.effect === 'breach' && x.field === field && x.flows.includes(f.id),
        );
        return [
          {
            ...{
              flow: f.id,
              field,
              sender: f.sender,
              recipient: f.recipient,
              purpose: f.purpose,
              basis: f.basis,
            },
            ...{ crossBorder: f.crossBorder, records: f.records, people: f.people },
            codes: sorted(codes.map((x) => x.code)),
          },
        ];
      }),
    ),

  'findings/contested': ({ a }, p) =>
    a.flows
      .filter(
        (f) =>
          f.verdict === 'contested' &&
          allows(p['sender'], f.sender) &&
          allows(p['recipient'], f.recipient) &&
          allows(p['crossBorder'], f.crossBorder),
      )
      .flatMap((f) =>
        sorted(questions(f).map(questionText)).map((question) => ({
          ...{ flow: f.id, question, sender: f.sender, recipient: f.recipient },
          fields: f.fields.filter((_, i) => f.fieldVerdicts[i] === 'contested'),
          ...{ purpose: f.purpose, records: f.records, people: f.people },
        })),
      ),

  'findings/open-questions': (world) => {
    const asked = world.a.flows.flatMap((f) =>
      sorted(questions(f).map(questionText)).map((question) => ({ f, question })),
    );
    return [...groupBy(asked, (x) => x.question)].map(([question, of]) => {
      const flows = of.map((x) => x.f);
      return {
        question,
        flows: flows.length,
        contested: flows.filter((f) => f.verdict === 'contested').length,
        records: sum(flows.map((f) => f.records)),
        people: peopleOfFlows(world, flows),
      };
    });
  },

  'findings/first-unsupported': (world, p) =>
    world.a.trails.flatMap((t) => {
      const [hop] = t.unsupportedHops;
      if (
        hop === undefined ||
        !allows(p['foreign'], t.foreign) ||
        !allows(p['origin'], origin(t)) ||
        !allows(p['destination'], destination(t))
      ) {
        return [];
      }
      const f = flow(world, t.flows[hop - 1]);
      return [
        {
          ...{
            trail: t.id,
            processors: t.processors,
            hop,
            flow: f.id,
            sender: f.sender,
            recipient: f.recipient,
          },
          onThisTrailOnly: f.verdict !== 'unsupported',
          people: t.people,
        },
      ];
    }),

  'findings/choke-processors': (world) =>
    world.kase.registers.processors.flatMap(({ id, jurisdiction }) => {
      const count = spared(world, (t) => t.processors.includes(id));
      return count === 0 ? [] : [{ processor: id, jurisdiction, home: atHome(world, id), spared: count }];
    }),

  'findings/choke-flows': (world) =>
    world.a.flows.flatMap((f) => {
      const count = spared(world, (t) => t.flows.includes(f.id));
      const { id, sender, recipient, purpose, verdict } = f;
      return count === 0 ? [] : [{ flow: id, sender, recipient, purpose, verdict, spared: count }];
    }),

  'bases/idle-notices': ({ kase, a }) =>
    kase.registers.notices
      .filter((n) => !a.flows.some((f) => bases(f).some((b) => b.id === n.id)))
      .map((n) => ({
        notice: n.id,
        controller: n.controller,
        scope: n.scope,
        recipients: n.recipients === '*' ? ['*'] : [...n.recipients],
        hanging: a.flows.filter((f) => questions(f).some((q) => q.register === null && q.of === n.id)).length,
      })),

  'bases/idle-contracts': ({ kase, a }) =>
    kase.registers.contracts
      .filter((k) => !a.flows.some((f) => bases(f).some((b) => b.id === k.id)))
      .map((k) => ({
        ...{ contract: k.id, kind: k.kind, exporter: k.exporter, importer: k.importer },
        signedAt: time(k.signedAt),
        endsAt: time(k.endsAt),
        flows: a.flows.filter((f) => f.sender === k.exporter && f.recipient === k.importer).length,
        hanging: a.flows.filter((f) => questions(f).some((q) => q.register === null && q.of === k.id)).length,
      })),

  'bases/carried': ({ a }, p) =>
    a.flows.flatMap((f) =>
      bases(f)
        .filter((b) => b.id === p['basis'])
        .map(({ field, gate, pack }) => ({
          ...{ flow: f.id, field, gate, pack, sender: f.sender, recipient: f.recipient, purpose: f.purpose },
          verdict: f.fieldVerdicts[f.fields.indexOf(field)],
          ...{ records: f.records, people: f.people },
        })),
    ),

  'bases/people': (world) => {
    const relied = world.a.flows.flatMap((f) => sorted(bases(f).map((b) => b.id)).map((id) => ({ f, id })));
    return [...groupBy(relied, (x) => x.id)].map(([basis, of]) => ({
      basis,
      kind: isNotice(world.kase, basis) ? 'notice' : 'contract',
      flows: of.length,
      people: peopleOfFlows(
        world,
        of.map((x) => x.f),
      ),
    }));
  },

  'evidence/of-finding': (world, p) => {
    const { a } = world;
    const x = found(a.findings.find((f) => f.id === p['finding']));
    const none = { about: null, people: null };
    const flows = x.records === null ? [] : x.flows;
    return [
      ...rowNames(a.files, x.samples).map((evidence, i) => ({
        kind: 'row',
        place: i + 1,
        evidence,
        ...none,
      })),
      ...flows.map((id) => {
        const f = flow(world, id);
        return {
          kind: 'flow',
          place: 0,
          evidence: id,
          about: `${f.sender} > ${f.recipient}`,
          people: f.people,
        };
      }),
      ...x.trails.map((id) => {
        const t = trail(world, id);
        return { kind: 'trail', place: 0, evidence: id, about: t.processors.join(' > '), people: t.people };
      }),
      ...x.provisions.map((evidence) => ({ kind: 'provision', place: 0, evidence, ...none })),
    ];
  },

  'evidence/of-trail': (world, p) => {
    const t = trail(world, p['trail']);
    return t.flows.map((id, i) => {
      const f = flow(world, id);
      return {
        hop: i + 1,
        flow: id,
        ...{ sender: f.sender, recipient: f.recipient, fields: f.fields, purpose: f.purpose, basis: f.basis },
        verdict: f.verdict,
        unsupported: t.unsupportedHops.includes(i + 1),
        reliesOn: sorted(bases(f).map((b) => b.id)),
        row: rowNames(world.a.files, t.witness)[i],
      };
    });
  },

  'evidence/of-flow': (world, p) => {
    const f = flow(world, p['flow']);
    const nowhere = { field: '', pack: '', gate: '' };
    const others = f.decision.outcomes.flatMap(({ answer }) => {
      if (answer.is !== 'carried') return [];
      if (answer.by.kind === 'adequacy') return ['adequacy'];
      return answer.by.kind === 'exemption' ? [answer.by.id] : [];
    });
    const asked = questions(f);
    return [
      ...bases(f).map(({ field, pack, gate, id }) => ({
        field,
        pack,
        gate,
        answer: 'carried',
        by: id,
        detail: '',
      })),
      ...sorted(others).map((by) => ({ ...nowhere, answer: 'carried', by, detail: '' })),
      ...asked
        .filter((q) => q.register !== 'purposes')
        .map(({ field, pack, gate, of, fact }) => ({
          field,
          pack,
          gate,
          answer: 'hangs on',
          by: of,
          detail: fact,
        })),
      ...once(asked.filter((q) => q.register === 'purposes').map(questionText)).map((by) => ({
        ...nowhere,
        answer: 'hangs on',
        by,
        detail: '',
      })),
      ...world.a.findings
        .filter((x) => x.records !== null && x.flows.includes(f.id))
        .map(({ field, pack, gate, id, code }) => ({
          field,
          pack,
          gate,
          answer: 'finding',
          by: id,
          detail: code,
        })),
    ];
  },

  'law/provisions': (world, p) => {
    const cited = world.a.findings
      .filter((x) => allows(p['severity'], x.severity))
      .flatMap((x) => x.provisions.map((provision) => ({ x, provision })));
    return [...groupBy(cited, (c) => c.provision)].map(([provision, of]) => ({
      provision,
      findings: of.length,
      codes: sorted(of.map(({ x }) => x.code)),
      people: people(world, (c) =>
        of.some(({ x }) =>
          x.records === null
            ? x.trails.some((t) => c.trails.includes(t))
            : x.flows.some((f) => c.flows.includes(f)),
        ),
      ),
    }));
  },

  'case/overview': ({ kase, a }) => [
    {
      title: kase.title,
      home: kase.home,
      people: a.people,
      cohorts: a.cohorts.length,
      processors: kase.registers.processors.length,
      flows: a.flows.length,
      trails: a.trails.length,
      foreignTrails: a.trails.filter((t) => t.foreign).length,
      findings: a.findings.length,
      complete: a.complete,
      hops: a.hops,
      named: a.named,
    },
  ],

  'case/verdicts': (world, p) => {
    const flows = world.a.flows.filter((f) => allows(p['crossBorder'], f.crossBorder));
    return [...groupBy(flows, (f) => f.verdict)].map(([verdict, of]) => ({
      verdict,
      flows: of.length,
      records: sum(of.map((f) => f.records)),
      people: peopleOfFlows(world, of),
    }));
  },

  'people/flows-of-person': (world, p) =>
    found(world.persons.get(String(p['person']))).flows.map((id) => {
      const f = flow(world, id);
      const { sender, recipient, fields, purpose, basis, verdict } = f;
      const reliesOn = sorted(bases(f).map((b) => b.id));
      return { flow: id, sender, recipient, fields, purpose, basis, verdict, reliesOn };
    }),

  'ownership/foreign-controlled': (world) =>
    world.kase.registers.processors.flatMap((x) => {
      let top = x;
      while (top.parent !== null) top = processor(world, top.parent);
      const flows = world.a.flows.filter((f) => f.recipient === x.id);
      if (!atHome(world, x.id) || atHome(world, top.id) || flows.length === 0) return [];
      return [
        {
          processor: x.id,
          parent: top.id,
          parentJurisdiction: top.jurisdiction,
          flows: flows.length,
          people: peopleOfFlows(world, flows),
        },
      ];
    }),
};
