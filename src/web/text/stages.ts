import type { Texts } from './texts.js';

/** What the server does, in the language of the page: it has English words for the stages of its work. */
export function stageSaid(stage: string, { states }: Texts): string {
  return stage === '' ? states.starting : (states.stages[stage] ?? stage);
}
