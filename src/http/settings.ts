import { envOf, setting, wholeNumber } from '../config.js';
import { isIP } from 'node:net';
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
  /** Proxies whose X-Forwarded-For is believed: addresses, networks, or `loopback`, `linklocal` and `uniquelocal`. */
  readonly proxies: readonly string[];
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

/** Settings that mean nothing without the issuer that they are about. */
const OF_ISSUER = ['oidcAudience', 'oidcJwks', 'oidcRole'] as const;

/** @param defaultTokens where tokens lie when nothing is said. @throws WayleaveError USAGE */
export function serverSettings(given: GivenSettings, defaultTokens: string): ServerSettings {
  const issuer = setting('oidcIssuer');
  const audience = setting('oidcAudience');
  if (issuer !== undefined && audience === undefined) {
    throw new WayleaveError('USAGE', 'WAYLEAVE_OIDC_ISSUER is set without WAYLEAVE_OIDC_AUDIENCE', {
      advice: 'Set both: a token for somebody else is not for this server.',
    });
  }
  const useless = OF_ISSUER.find((name) => setting(name) !== undefined);
  if (issuer === undefined && useless !== undefined) {
    // Whoever sets it means to have tokens checked; without a word, nobody's would be accepted, or nobody asked for one.
    throw new WayleaveError('USAGE', `${envOf(useless)} is set without ${envOf('oidcIssuer')}`, {
      advice: 'Set the issuer whose tokens are to be accepted, too.',
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
    port: wholeNumber(
      given.port === undefined ? envOf('port') : '--port',
      setting('port', given.port) ?? '7171',
      65_535,
      0,
    ),
    insecure: given.insecure === true,
    hosts: words(setting('hosts')).map((host) => host.toLowerCase()),
    proxies: proxies(words(setting('proxies'))),
    rate: wholeNumber(envOf('rate'), setting('rate') ?? '6000', 1e9, 0),
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

function words(text = ''): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

const NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

function proxies(given: readonly string[]): readonly string[] {
  const wrong = given.find((word) => !NETWORKS.includes(word) && !isNetwork(word));
  if (wrong === undefined) return given;
  throw new WayleaveError('USAGE', `${envOf('proxies')}: ${wrong} is no address`, {
    accepted: `addresses or networks such as 10.0.0.0/8, ${NETWORKS.join(', ')}, with commas between them`,
  });
}

/** An address, or one with the bits that its network has in common: a network of none would be everybody. */
function isNetwork(word: string): boolean {
  const [, address = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(word) ?? [];
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  return family !== 0 && (bits === undefined || (Number(bits) >= 1 && Number(bits) <= most));
}
