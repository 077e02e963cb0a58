import { collected, fact } from '../../model/fact.ts';
import { Failure } from '../../model/finding.ts';
import type { Inputs } from '../../model/inputs.ts';

/** What a token is verified by. */
export interface TokenCheck {
  /** Who must have signed it: the claim `iss`, to the letter. */
  readonly issuer: string;
  /** It must be for one of these: the claim `aud`. */
  readonly audiences: readonly string[];
  /** Address of the public keys (JWKS). */
  readonly keys: string;
}

/** Who signs the tokens of a contract. */
export interface TokenIssuer extends TokenCheck {
  readonly contract: string;
}

/** The kind of fact that somebody signs tokens, inside the cluster or outside: gateways collect it. */
export const tokenIssuer = fact<TokenIssuer>('token-issuer');

/**
 * What the tokens of a contract are verified by in a cluster.
 * @throws Failure where the catalogue lacks the contract
 */
export function tokensOf(contract: string, inputs: Pick<Inputs, 'collected'>): TokenCheck {
  const found = collected(inputs, tokenIssuer).find(({ value }) => value.contract === contract);
  if (found) return found.value;
  throw new Failure(
    `Routes take tokens of ${contract}, which is no contract of the catalogue`,
    `Add ${contract} to the contracts of apps/index.ts.`,
  );
}
