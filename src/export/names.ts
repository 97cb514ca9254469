import { keyOf } from './node-attributes.js';
import type { NodeAttributes } from './property-graph.js';

/**
 * Names in linked data. What a case holds is named below its title (`case:Processor:alipay-sg`), so that two analyses of
 * one case speak of the same things, and two cases do not.
 */

/** Namespace of our own terms. */
export const TERMS = 'urn:wayleave:terms#';

/** Namespace of what a case holds. */
export function caseNamespace(title: string): string {
  return `urn:wayleave:case:${encoded(title)}:`;
}

/** A name of something in the case; parts may hold anything. */
export function caseName(...parts: readonly string[]): string {
  return `case:${parts.map(encoded).join(':')}`;
}

/** Percent-encodes what URIs and qualified names cannot hold; a lone surrogate, which no URI can name, becomes U+FFFD. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replace(
    /[!'()*~]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The name of a node in linked data. */
export function nodeInCase(attributes: NodeAttributes): string {
  return caseName(attributes.nodeLabel, keyOf(attributes.nodeLabel, attributes));
}
