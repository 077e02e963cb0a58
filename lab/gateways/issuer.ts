import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Responder } from './backend/backend.ts';

/** A reason why a token has to be refused. */
export type Fault = 'expired' | 'other audience' | 'other issuer' | 'forged signature';

/** An issuer of tokens, in place of an identity provider. */
export interface Issuer {
  /** A JWT of RS256, with or without a fault. `claims` replace or add to its own. */
  token(fault?: Fault, claims?: Readonly<Record<string, unknown>>): string;
  /** Its public keys, as https://www.rfc-editor.org/rfc/rfc7517#section-5 has them. */
  readonly keys: { readonly keys: readonly object[] };
  /** Its public key in PEM. */
  readonly publicKey: string;
  /** Serves its public keys at a path of a backend. */
  servesKeys(path: string): Responder;
}

/** Makes an issuer with a key of its own. */
export function createIssuer({ issuer, audience }: { readonly issuer: string; readonly audience: string }): Issuer {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'RS256' }] };
  return {
    token(fault, claims) {
      const now = Math.floor(Date.now() / 1000);
      const payload = {
        iss: fault === 'other issuer' ? `${issuer}/other` : issuer,
        aud: fault === 'other audience' ? `${audience}-other` : audience,
        sub: 'ada',
        iat: now - 7200,
        exp: fault === 'expired' ? now - 3600 : now + 3600,
        ...claims,
      };
      return signed(payload, fault === 'forged signature' ? foreign.privateKey : own.privateKey);
    },
    keys,
    publicKey: own.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    servesKeys: (path) => (request, response) => {
      if (request.url !== path) return false;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(keys));
      return true;
    },
  };
}

const keyId = 'lab';

/** https://www.rfc-editor.org/rfc/rfc7515#section-3.1 */
function signed(payload: object, key: KeyObject): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const content = `${encode({ alg: 'RS256', kid: keyId, typ: 'JWT' })}.${encode(payload)}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(key).toString('base64url')}`;
}
