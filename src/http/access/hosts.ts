import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { WayleaveError } from '../../errors.js';
import type { ServerSettings } from '../settings.js';

type Names = Pick<ServerSettings, 'host' | 'hosts'>;

/** True for addresses that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Refuses requests that a page of another origin may have made: by their Host, as a name that was bound to this address
 * anew (DNS rebinding) would be another's; and by where the browser says that they come from.
 *
 * @throws WayleaveError HOST_REFUSED, ORIGIN_REFUSED
 */
export function checkOrigin(request: IncomingMessage, names: Names): void {
  const { host, origin } = request.headers;
  const name = hostName(host);
  if (name === undefined || !isServed(name, names)) {
    throw new WayleaveError('HOST_REFUSED', 'nothing is served under the host that the request names', {
      accepted: 'the address that the server printed',
      advice: 'Name further hosts in WAYLEAVE_HOSTS.',
    });
  }
  if (origin !== undefined && hostOf(origin) !== host?.toLowerCase()) {
    throw new WayleaveError('ORIGIN_REFUSED', 'the request comes from a page of another origin');
  }
  const site = request.headers['sec-fetch-site'];
  const link = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET';
  if ((site === 'cross-site' || site === 'same-site') && !link) {
    throw new WayleaveError('ORIGIN_REFUSED', 'the request comes from a page of another site');
  }
}

function hostName(host: string | undefined): string | undefined {
  const [, name] = /^(\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.exec(host ?? '') ?? [];
  return name?.replace(/^\[|\]$/g, '').toLowerCase();
}

function isServed(name: string, { host, hosts }: Names): boolean {
  if (isLoopback(name) || name === host.toLowerCase() || hosts.includes(name)) return true;
  // An address cannot be bound anew, and this machine's own name is no stranger's.
  return !isLoopback(host) && (isIP(name) !== 0 || name === hostname().toLowerCase());
}

function hostOf(origin: string): string | undefined {
  return /^https?:\/\/([^/]+)$/i.exec(origin)?.[1]?.toLowerCase();
}
