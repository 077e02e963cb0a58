import type { AppBinding } from '../generators/blocks/bindings.ts';
import type { Inputs } from '../generators/model/inputs.ts';

/** Where the identity provider is published. */
export function authAddress({ environment }: Inputs): string {
  return `https://auth.${environment.domain}`;
}

/** Who signs the tokens of the mobile app's users: the claim `iss`. */
export function tokenIssuer(inputs: Inputs): string {
  return `${authAddress(inputs)}/realms/mobile`;
}

/** Where the keys that verify those tokens are fetched inside the cluster. */
export function tokenKeys(auth: AppBinding): string {
  return `${auth.url}/realms/mobile/protocol/openid-connect/certs`;
}
