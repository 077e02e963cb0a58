import { bind, type IssuerBinding } from '../generators/blocks/bindings.ts';
import type { TokenAuth } from '../generators/blocks/gateways/route.ts';
import type { Part } from '../generators/blocks/part.ts';
import type { Use } from '../generators/model/inputs.ts';
import { userTokens } from './names.ts';

/** A token of the mobile app's users, which gateways check before the app does. */
export const token: TokenAuth = { auth: 'token', contract: userTokens.contract };

/**
 * Lets an app with the company's own image verify the tokens of the mobile app's users: who must have signed them, whom
 * they must be meant for, and the way to the keys. The variables are those of the contract in `CONTRIBUTING.md`.
 */
export const verifiesTokens: Part = () => ({
  uses: { tokens: userTokens.keys },
  env: (inputs) => {
    const { issuer, audiences, keys }: IssuerBinding = bind<typeof userTokens.keys>(
      inputs.graph.uses.tokens as Use,
      inputs,
    );
    return { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audiences.join(','), OIDC_JWKS_URL: keys };
  },
});
