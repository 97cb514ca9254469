import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { ROLES, type Role } from '../../src/http/contract/operation.js';
import { Tokens } from '../../src/http/access/tokens.js';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A request with whatever headers and path it is given: `fetch` would mend some. */
export async function raw(
  url: string,
  path: string,
  { method, headers, body }: RawRequest = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const asked = request({
    hostname,
    port,
    path,
    method: method ?? 'GET',
    headers: { ...headers },
    agent: false,
  });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    text: Buffer.concat(parts).toString('utf8'),
  };
}

/** Sends bytes, and resolves with all that comes back until the server ends the connection. */
export async function talk(url: string, ...pieces: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (data: Buffer) => {
    text += data.toString('latin1');
  });
  socket.on('error', () => undefined);
  for (const piece of pieces) socket.write(piece);
  await once(socket, 'close');
  return text;
}

/** The code of a problem. */
export function codeOf({ text }: { readonly text: string }): unknown {
  return (JSON.parse(text) as { code?: unknown }).code;
}

/** Sets variables of the environment until the test ends. */
export function setEnv(t: Pick<TestContext, 'after'>, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) {
    const before = process.env[name];
    process.env[name] = value;
    t.after(() => {
      if (before === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before;
    });
  }
}

/** Makes a token of each role for the server of a case. */
export function makeTokens(caseDir: string): Readonly<Record<Role, string>> {
  const tokens = new Tokens(join(caseDir, '.wayleave', 'tokens.json'));
  const made = ROLES.map((role) => [role, tokens.make(`a ${role}`, role).token]);
  return Object.fromEntries(made) as Record<Role, string>;
}
