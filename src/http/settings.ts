import { setting, wholeNumber } from '../config.js';
import { WayleaveError } from '../errors.js';

/** How the server is to behave: what the command line and the environment say, checked. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly insecure: boolean;
  /** Names under which the server may be addressed, beside its address. */
  readonly hosts: readonly string[];
  /** Requests that one asker may send in a minute; 0 for any number. */
  readonly rate: number;
  /** Folder of the tokens. */
  readonly tokens: string;
  readonly oidc: OidcSettings | null;
  readonly logLevel: string;
}

export interface OidcSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Undefined: asked of the issuer. */
  readonly jwks: string | undefined;
  /** Name of the claim that holds the role, or a list with it. */
  readonly roleClaim: string;
}

export interface GivenSettings {
  readonly host?: string;
  readonly port?: string;
  readonly insecure?: boolean;
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'];

/** @param defaultTokens where tokens lie when nothing is said. @throws WayleaveError USAGE */
export function serverSettings(given: GivenSettings, defaultTokens: string): ServerSettings {
  const issuer = setting('oidcIssuer');
  const audience = setting('oidcAudience');
  if (issuer !== undefined && audience === undefined) {
    throw new WayleaveError('USAGE', 'WAYLEAVE_OIDC_ISSUER is set without WAYLEAVE_OIDC_AUDIENCE', {
      advice: 'Set both: a token for somebody else is not for this server.',
    });
  }
  const logLevel = setting('log') ?? 'info';
  if (!LEVELS.includes(logLevel)) {
    throw new WayleaveError('USAGE', `WAYLEAVE_LOG=${logLevel} is not understood`, {
      accepted: LEVELS.join(', '),
    });
  }
  return {
    host: setting('host', given.host) ?? '127.0.0.1',
    port: zeroOr('port', setting('port', given.port) ?? '7171', 65_535),
    insecure: given.insecure === true,
    hosts: (setting('hosts') ?? '')
      .split(',')
      .flatMap((h) => (h.trim() === '' ? [] : [h.trim().toLowerCase()])),
    rate: zeroOr('rate', setting('rate') ?? '6000', 1e9),
    tokens: setting('tokens') ?? defaultTokens,
    oidc:
      issuer === undefined || audience === undefined
        ? null
        : {
            issuer,
            audience,
            jwks: setting('oidcJwks'),
            roleClaim: setting('oidcRole') ?? 'wayleave_role',
          },
    logLevel,
  };
}

function zeroOr(name: string, text: string, most: number): number {
  return text === '0' ? 0 : wholeNumber(name, text, most);
}
