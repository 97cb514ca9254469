/** A node as rows hold it. */
export interface NodeValue {
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface RelationshipValue {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface PathValue {
  readonly nodes: readonly NodeValue[];
  readonly relationships: readonly RelationshipValue[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isNode = (value: unknown): value is NodeValue =>
  isRecord(value) && Array.isArray(value['labels']) && isRecord(value['properties']);

export const isRelationship = (value: unknown): value is RelationshipValue =>
  isRecord(value) && typeof value['type'] === 'string' && isRecord(value['properties']);

export const isPath = (value: unknown): value is PathValue =>
  isRecord(value) && Array.isArray(value['nodes']) && Array.isArray(value['relationships']);

/** The key of a node: every label of the graph has `id` or `code`. */
export function keyOfNode({ properties }: NodeValue): string {
  const key = properties['id'] ?? properties['code'];
  return typeof key === 'string' ? key : '';
}

/** What a node is called: its name, else its key. */
export function nameOfNode(node: NodeValue): string {
  const { name } = node.properties;
  return typeof name === 'string' && name !== '' ? name : keyOfNode(node);
}

/** A value as one line of text: what stands in a title, and what has no form of its own. */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (isNode(value)) return nameOfNode(value);
  return Array.isArray(value) ? value.map(plainText).join(', ') : JSON.stringify(value);
}
