import { showable } from '../../model/text.js';

/** Text of HTML that is safe to stand in a document as it is. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: text is escaped; lists are joined; nothing stands for null and false. */
export type Content = Markup | string | number | null | false | readonly Content[];

/**
 * A piece of HTML. Whatever is put into it is escaped, for elements as for attributes in quotes, so that no name of a case
 * can be taken for markup.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(strings.map((s, i) => (i === 0 ? s : textOf(values[i - 1] ?? null) + s)).join(''));
}

/** The markup of a content. */
export function textOf(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (content === null || content === false) return '';
  if (typeof content === 'object') return content.map(textOf).join('');
  return escape(String(content));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return showable(text.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c));
}

/** Contents with something between them. */
export function joined(items: readonly Content[], between: Content): Content[] {
  return items.flatMap((item, i) => (i === 0 ? [item] : [between, item]));
}
