/**
 * State of a notice for a person at an instant; the order is the one in which the best of several is chosen. `unknown` is
 * the state for people of whom nobody recorded who they are.
 */
export const CONSENT_STATES = ['in_force', 'unknown', 'withdrawn', 'expired', 'not_yet', 'never'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

/** State of a contract at an instant. */
export type ContractState = 'in_force' | 'ended' | 'unsigned';
