import { Failure } from '../../../model/finding.ts';
import type { Resource } from '../../../model/resource.ts';
import { gatewayName, gatewayNamespace } from '../../../upstream/gateways.ts';
import { kongReads } from '../../../upstream/kong.ts';
import { given } from '../../names.ts';
import type { Shared } from '../../platform/clusterApp.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { ownSecret } from '../../secrets/ownSecrets.ts';
import type { SecretValue } from '../../secrets/value.ts';
import type { VerifiedRoute } from '../plan.ts';
import { kongClass } from './plugin.ts';

/** The gateway's entry in the secret manager, `<prefix>-gateway`. */
export const kongEntry = {
  name: gatewayName,
  keys: { 'token-public-key': given('the public key of who signs tokens, RS256, as PEM') },
} as const;

const name = 'token-issuer';

/**
 * The issuer of tokens as Kong knows it: a consumer, whose credential is the issuer's public key. Kong 3.9 reads no
 * JWKS. So whoever changes the key of the issuer writes the new one into the entry `token-public-key` first: from that
 * hour on tokens of the old key are refused, and until then those of the new one. One key is valid at a time.
 * https://developer.konghq.com/plugins/jwt/
 * @throws Failure when routes name two issuers
 */
export function consumers({ inputs, labels }: Shared, plans: readonly VerifiedRoute[]): Resource[] {
  const issuers = [...new Set(plans.flatMap(({ tokens }) => (tokens ? [tokens.issuer] : [])))].sort();
  const [issuer, another] = issuers;
  if (issuer === undefined) return [];
  if (another !== undefined) {
    throw new Failure(
      `Routes take tokens of ${issuer} and of ${another}, and Kong has the public key of one issuer`,
      'Take another gateway for this cluster, or one issuer for all routes.',
    );
  }
  const metadata = { name, namespace: gatewayNamespace, labels: { ...labels } };
  const credential = {
    key: constant(issuer),
    algorithm: constant('RS256'),
    rsa_public_key: ownSecret(kongEntry, 'token-public-key', inputs),
  };
  const made = { labels: { 'konghq.com/credential': 'jwt', ...kongReads } };
  return [
    externalSecret(metadata, credential, 'Owner', made),
    {
      apiVersion: 'configuration.konghq.com/v1',
      kind: 'KongConsumer',
      metadata: { ...metadata, annotations: { ...kongClass } },
      username: name,
      credentials: [name],
    },
  ];
}

/** A value that is no secret, beside those that are. */
function constant(text: string): SecretValue {
  return { template: text, from: {} };
}
