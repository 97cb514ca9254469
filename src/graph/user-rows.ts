import { link, type NodeRows, type RelationshipRows } from './graph-rows.js';

/** A person under a pseudonym, and the id of their cohort. */
export interface GraphUser {
  readonly id: string;
  readonly cohort: string;
}

/** How many persons there are, and they themselves, in pieces. */
export interface GraphUsers {
  readonly count: number;
  readonly pieces: () => AsyncIterable<readonly GraphUser[]>;
}

const NOBODY: GraphUsers = {
  count: 0,
  pieces: async function* () {
    // Too many to be loaded: they are looked up in the evidence.
  },
};

/** @param users null when they are too many to be loaded */
export function userNodes(users: GraphUsers | null): NodeRows {
  const { count, pieces } = users ?? NOBODY;
  return {
    label: 'User',
    count,
    pieces: async function* () {
      for await (const piece of pieces()) yield piece.map(({ id }) => ({ id }));
    },
  };
}

/** @param users null when they are too many to be loaded */
export function memberships(users: GraphUsers | null): RelationshipRows {
  const { count, pieces } = users ?? NOBODY;
  return {
    type: 'MEMBER_OF',
    from: 'User',
    to: 'Cohort',
    count,
    pieces: async function* () {
      for await (const piece of pieces()) yield piece.map(({ id, cohort }) => link(id, cohort));
    },
  };
}
