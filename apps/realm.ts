import type { AppBinding } from '../generators/blocks/bindings.ts';
import type { Inputs } from '../generators/model/inputs.ts';

/** Where the identity provider is published. */
export function authAddress({ environment }: Inputs): string {
  return `https://auth.${environment.domain}`;
}

/** The realm of the mobile app's users: what is in it stands in `mobileRealm.ts`. */
export const realm = 'mobile';

/** Whom tokens are meant for: the claim `aud`. A token for anybody else is refused. */
export const tokenAudience = 'mobile-backend';

/** Who signs the tokens of the mobile app's users: the claim `iss`. */
export function tokenIssuer(inputs: Inputs): string {
  return `${authAddress(inputs)}/realms/${realm}`;
}

/** Where the keys that verify those tokens are fetched inside the cluster. */
export function tokenKeys(auth: AppBinding): string {
  return `${auth.url}/realms/${realm}/protocol/openid-connect/certs`;
}
