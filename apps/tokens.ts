import { bind } from '../generators/blocks/bindings.ts';
import type { TokenAuth } from '../generators/blocks/gateways/route.ts';
import { calls } from '../generators/blocks/names.ts';
import type { Part } from '../generators/blocks/part.ts';
import { hostOf } from '../generators/blocks/runtime.ts';
import type { Use } from '../generators/model/inputs.ts';
import { names } from './names.ts';
import { tokenAudience, tokenIssuer, tokenKeys } from './realm.ts';
import { keycloak } from './runtimes/keycloak.ts';

/** A token of the mobile app's users, which gateways check before the app does. */
export const token: TokenAuth = {
  auth: 'token',
  issuer: tokenIssuer,
  audience: tokenAudience,
  keys: tokenKeys({ url: `http://${hostOf(names.auth)}:${keycloak.ports.http}` }),
};

const edge = calls(names.auth, 'http');

/**
 * Lets an app with the company's own image verify the tokens of the mobile app's users: who must have signed them, whom
 * they must be meant for, and the way to the keys. The variables are those of the contract in `CONTRIBUTING.md`.
 */
export const verifiesTokens: Part = () => ({
  uses: { auth: edge },
  env: (inputs) => ({
    OIDC_ISSUER: tokenIssuer(inputs),
    OIDC_AUDIENCE: tokenAudience,
    OIDC_JWKS_URL: tokenKeys(bind<typeof edge>(inputs.graph.uses.auth as Use, inputs)),
  }),
});
