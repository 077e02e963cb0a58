import type { AppBinding } from '../generators/blocks/bindings.ts';
import type { Inputs } from '../generators/model/inputs.ts';

/** The public address of the identity provider. */
export function authAddress({ environment }: Inputs): string {
  return `https://auth.${environment.domain}`;
}

/** The name of the realm of the mobile app's users: `mobileRealm.ts` has its content. */
export const realm = 'mobile';

/** The audience of tokens: the claim `aud`. A token for another audience is rejected. */
export const tokenAudience = 'mobile-backend';

/** The issuer of the tokens of the mobile app's users: the claim `iss`. */
export function tokenIssuer(inputs: Inputs): string {
  return `${authAddress(inputs)}/realms/${realm}`;
}

/** The address inside the cluster of the keys that verify those tokens. */
export function tokenKeys(auth: Pick<AppBinding, 'url'>): string {
  return `${auth.url}/realms/${realm}/protocol/openid-connect/certs`;
}
