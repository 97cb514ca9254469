import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { WayleaveError } from '../../errors.js';
import { ROLES, type Role } from '../contract/operation.js';
import type { OidcSettings } from '../settings.js';

/** Signatures that are accepted: asymmetric ones only. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Difference between clocks that is tolerated: seconds. */
const CLOCKS = 30;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** Checks OpenID Connect tokens of one issuer. */
export class Oidc {
  #keys: JWTVerifyGetKey | undefined;

  constructor(private readonly settings: OidcSettings) {}

  /** @throws WayleaveError UNAUTHENTICATED, FORBIDDEN when it holds no role */
  async verify(token: string): Promise<{ name: string; role: Role }> {
    const { issuer, audience, roleClaim } = this.settings;
    let payload: Record<string, unknown>;
    try {
      this.#keys ??= await this.#findKeys();
      ({ payload } = await jwtVerify(token, this.#keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCKS,
        requiredClaims: ['sub', 'exp'],
      }));
    } catch (error) {
      const why = error instanceof errors.JOSEError ? error.code : 'the keys of the issuer cannot be had';
      throw new WayleaveError('UNAUTHENTICATED', `the token is not accepted: ${why}`, { cause: error });
    }
    const role = roleIn(payload[roleClaim]);
    if (role === undefined) {
      throw new WayleaveError('FORBIDDEN', `the token's claim ${roleClaim} holds no role`, {
        accepted: ROLES.join(', '),
      });
    }
    return { name: String(payload['sub']), role };
  }

  async #findKeys(): Promise<JWTVerifyGetKey> {
    const { issuer, jwks } = this.settings;
    if (jwks !== undefined) return createRemoteJWKSet(new URL(jwks));
    const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(5000),
      redirect: 'error',
    });
    const found = discovery.parse(await answer.json());
    if (found.issuer !== issuer) throw new RangeError('the issuer calls itself otherwise');
    return createRemoteJWKSet(new URL(found.jwks_uri));
  }
}

/** The highest role that a claim holds: a word, or a list of words. */
function roleIn(claim: unknown): Role | undefined {
  const words: unknown[] = Array.isArray(claim) ? claim : [claim];
  return ROLES.findLast((role) => words.includes(role));
}
