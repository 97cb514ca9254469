import type { Example, Operation } from '../../src/http/contract/operation.js';

/** What the placeholders of examples stand for in the case that is served. */
export type Placeholders = Readonly<Record<string, string>>;

/** Real ids of a served case. */
export async function placeholders(
  url: string,
  caseId: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Placeholders> {
  const first = async (list: string): Promise<string> => {
    const answer = await fetch(`${url}/api/cases/${caseId}/${list}?limit=1`, { headers });
    const { items } = (await answer.json()) as { items: { id: string }[] };
    return items[0]?.id ?? '';
  };
  const trail = await first('trails');
  const evidence = await fetch(`${url}/api/cases/${caseId}/evidence/${trail}`, { headers });
  const { rows } = (await evidence.json()) as { rows: { person: string }[] };
  const job = await fetch(`${url}/api/cases/${caseId}?from=2024-02-01&to=2024-03-01`, {
    headers: { ...headers, Prefer: 'wait=0' },
  });
  const location = job.headers.get('location') ?? '';
  return {
    flow: await first('flows'),
    trail,
    finding: await first('findings'),
    processor: await first('processors'),
    pseudonym: rows[0]?.person ?? '',
    job: location.split('/').at(-1) ?? '',
  };
}

/** The request of an example. */
export function requestOf(
  op: Operation,
  example: Example,
  caseId: string,
  known: Placeholders,
): { path: string; init: RequestInit } {
  const filled = (text: string): string =>
    text.replace(/^\{(\w+)\}$/, (_, name: string) => known[name] ?? '');
  const params: Record<string, string> = { ...example.params };
  for (const name of ['case', 'database']) if (params[name] !== undefined) params[name] = caseId;
  const path = op.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(filled(params[name] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(example.query ?? {})) {
    for (const one of [value].flat()) query.append(name, filled(one));
  }
  const text = query.toString();
  return {
    path: text === '' ? path : `${path}?${text}`,
    init: {
      method: op.method,
      ...(example.body === undefined
        ? {}
        : { body: JSON.stringify(example.body), headers: { 'Content-Type': 'application/json' } }),
    },
  };
}
