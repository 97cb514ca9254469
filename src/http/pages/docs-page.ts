import { ERRORS } from '../../errors.js';
import { CONTRACT } from '../contract/contract.js';
import type { Example, Operation } from '../contract/operation.js';
import { errorsOf } from '../openapi.js';
import { escapeHtml, htmlPage } from './html.js';

type Json = Readonly<Record<string, unknown>>;

/** The documentation of the API, made from its OpenAPI document: one page, no script, nothing from elsewhere. */
export function docsPage(document: Json): string {
  const operations = Object.entries<Operation>(CONTRACT);
  const tags = [...new Set(operations.map(([, op]) => op.tag))];
  const schemas = (document['components'] as { schemas: Json }).schemas;
  const body = `<h1>Wayleave over HTTP</h1>
<p>Answers are JSON; lists also CSV (<code>.csv</code>, or <code>Accept: text/csv</code>). Every answer says whether it is
complete, and by what it was cut. <a href="/openapi.json">OpenAPI document</a></p>
<ul>${tags.map((t) => `<li><a href="#${t}">${t}</a></li>`).join('')}<li><a href="#schemas">Schemas</a></li><li><a href="#errors">Errors</a></li></ul>
${tags
  .map(
    (tag) =>
      `<h2 id="${tag}">${tag}</h2>\n${operations
        .filter(([, op]) => op.tag === tag)
        .map(([id, op]) => operationHtml(id, op, document))
        .join('\n')}`,
  )
  .join('\n')}
<h2 id="schemas">Schemas</h2>
${Object.entries(schemas)
  .map(
    ([name, s]) => `<details id="schema-${name}"><summary><code>${name}</code></summary>${json(s)}</details>`,
  )
  .join('\n')}
<h2 id="errors">Errors</h2>
<p>An error is a problem document (RFC 9457) with a stable <code>code</code>.</p>
<table><tr><th>Code</th><th>Status</th><th>When</th></tr>
${Object.entries(ERRORS)
  .map(
    ([code, e]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${e.http}</td><td>${escapeHtml(e.when)}</td></tr>`,
  )
  .join('\n')}
</table>`;
  return htmlPage('Wayleave API', body);
}

function operationHtml(id: string, op: Operation, document: Json): string {
  const path = (document['paths'] as Record<string, Record<string, Json>>)[op.path];
  const described = path?.[op.method.toLowerCase()] ?? {};
  const parameters = (described['parameters'] ?? []) as {
    name: string;
    in: string;
    description?: string;
    schema: Json;
  }[];
  const rows = parameters
    .map(
      (p) =>
        `<tr><td><code>${p.name}</code></td><td>${p.in}</td><td>${escapeHtml(typeOf(p.schema))}</td><td>${escapeHtml(p.description ?? '')}</td></tr>`,
    )
    .join('');
  return `<h3 id="${id}"><span class="method">${op.method}</span> <code>${escapeHtml(op.path)}</code></h3>
<p>${escapeHtml(op.summary)}. <span class="role">${op.role === 'public' ? 'No token.' : `Role: ${op.role}.`}${op.audited === true ? ' Audited.' : ''}</span></p>
${op.description === undefined ? '' : `<p>${escapeHtml(op.description)}</p>`}
${rows === '' ? '' : `<details><summary>Parameters</summary><table><tr><th>Name</th><th>In</th><th>Type</th><th></th></tr>${rows}</table></details>`}
${op.body === undefined ? '' : `<details><summary>Body</summary>${json(described['requestBody'])}</details>`}
<details><summary>Answer</summary>${json((described['responses'] as Json)[op.status ?? 200])}</details>
<details><summary>Errors</summary><p>${errorsOf(op)
    .map((c) => `<a href="#${c}"><code>${c}</code></a>`)
    .join(' ')}</p></details>
<pre><code>${op.examples.map((e) => escapeHtml(curl(op, e))).join('\n')}</code></pre>`;
}

/** The command that asks an example. */
function curl(op: Operation, { params = {}, query = {}, body }: Example): string {
  const path = op.path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => [value].flat().map((v): [string, string] => [name, v])),
  ).toString();
  const url = `http://127.0.0.1:7171${path}${search === '' ? '' : `?${search}`}`;
  const method = op.method === 'GET' ? '' : ` -X ${op.method}`;
  const data = body === undefined ? '' : ` -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;
  return `curl -s${method}${data} '${url}'`;
}

function typeOf(schema: Json): string {
  const {
    type,
    $ref,
    items,
    enum: words,
  } = schema as { type?: string; $ref?: string; items?: Json; enum?: string[] };
  if ($ref !== undefined) return $ref.split('/').at(-1) ?? '';
  if (items !== undefined) return `${typeOf(items)}, once or more`;
  return words === undefined ? (type ?? '') : words.join(' | ');
}

function json(value: unknown): string {
  return `<pre><code>${escapeHtml(JSON.stringify(value, null, 1))}</code></pre>`;
}
