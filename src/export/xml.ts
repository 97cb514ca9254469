/** Characters that XML 1.0 cannot hold in any form (https://www.w3.org/TR/xml/#charsets), lone surrogates included. */
const IMPOSSIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text without what XML cannot hold; an escape such as `\\u001b` stands in its place. */
export function possibleXml(text: string): string {
  return text.replace(IMPOSSIBLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Text for an element or an attribute; white space survives both. */
export function xmlText(text: string): string {
  return possibleXml(text).replace(/[&<>"\t\n\r]/g, (c) => ESCAPES[c] ?? c);
}
