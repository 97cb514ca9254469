import { atlasOf } from '../law/places.js';
import type { Case } from '../model/case.js';
import { sortedSet } from '../model/text.js';
import { factsOf, known, link, listOf, when, type Properties, type RelationshipRow } from './graph-rows.js';

/** Jurisdictions of the register, and those where processors are without being listed in it. */
export function jurisdictions({ registers, home }: Case): Properties[] {
  const atlas = atlasOf(registers.jurisdictions, home);
  const listed = new Map(registers.jurisdictions.map((j) => [j.code, j]));
  const codes = sortedSet([...listed.keys(), ...registers.processors.map((p) => p.jurisdiction)]);
  return codes.map((code) => {
    const { name = null, memberOf = [] } = listed.get(code) ?? {};
    return known({ code, name, memberOf, home: atlas.isHome(code) });
  });
}

/** Properties of `Processor` nodes. */
export function processors({ registers, home }: Case): Properties[] {
  const atlas = atlasOf(registers.jurisdictions, home);
  return registers.processors.map(({ id, name, jurisdiction }) =>
    known({ id, name, jurisdiction, home: atlas.isHome(jurisdiction) }),
  );
}

/** From a processor to the one that controls it (`parent`), with the share where it is recorded. */
export function controls({ registers }: Case): RelationshipRow[] {
  return registers.processors.flatMap(({ id, parent, share }) =>
    parent === null ? [] : [link(id, parent, known({ share }))],
  );
}

/** From an owner to what it holds, with the share and when. */
export function holdings({ registers }: Case): RelationshipRow[] {
  return registers.ownership.map(({ owner, owned, share, since, until }) =>
    link(owner, owned, { share, ...when('since', since), ...when('until', until) }),
  );
}

/** Properties of `Field` nodes. */
export function fields({ registers }: Case): Properties[] {
  return registers.fields.map(({ id, category, method }) => known({ id, category, method }));
}

/** From a field to each that it is derived from, with the method. */
export function derivations({ registers }: Case): RelationshipRow[] {
  return registers.fields.flatMap(({ id, derivedFrom, method }) =>
    derivedFrom.map((from) => link(id, from, known({ method }))),
  );
}

/** Properties of `Notice` nodes. */
export function notices({ registers }: Case): Properties[] {
  return registers.notices.map((n) => ({
    id: n.id,
    controller: n.controller,
    scope: n.scope,
    recipients: listOf(n.recipients),
    fields: listOf(n.fields),
    purposes: listOf(n.purposes),
    facts: factsOf(n.facts),
  }));
}

/** Properties of `Contract` nodes. */
export function contracts({ registers }: Case): Properties[] {
  return registers.contracts.map((c) => ({
    id: c.id,
    kind: c.kind,
    exporter: c.exporter,
    importer: c.importer,
    fields: listOf(c.fields),
    purposes: listOf(c.purposes),
    onward: listOf(c.onward),
    ...when('signedAt', c.signedAt),
    ...when('endsAt', c.endsAt),
    facts: factsOf(c.facts),
  }));
}
