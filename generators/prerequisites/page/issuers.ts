import type { TokenIssuer } from '../../blocks/gateways/tokens.ts';
import { block, inCode, markdownTable, shellText } from './markdown.ts';

/** Heading of the section. */
export const issuersTitle = 'Tokens of users';

/** What has to hold of who signs tokens outside; none where only apps inside do. */
export function issuersSection(issuers: readonly TokenIssuer[]): readonly string[] {
  if (issuers.length === 0) return [];
  return [
    `## ${issuersTitle}`,
    'An identity provider outside signs them: JWTs of RS256 with `sub`, `exp`, and one of these audiences in `aud`. Gateways and apps compare the issuer letter by letter and fetch the keys over TLS, with a certificate of a public authority: [how](../identity.md).',
    ...markdownTable(
      ['issuer', 'keys', 'for'],
      issuers.map(({ issuer, keys, audiences }) => [inCode(issuer), inCode(keys), audiences.map(inCode).join(' or ')]),
    ),
    'Each of these commands prints `true` where the provider says the same of itself:',
    block('sh', issuers.map(asked)),
  ];
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest: a slash at the end goes. */
function asked({ issuer, keys }: TokenIssuer): string {
  const document = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const expected = `.issuer == ${JSON.stringify(issuer)} and .jwks_uri == ${JSON.stringify(keys)}`;
  return `curl --fail --silent --show-error ${shellText(document)} | jq --exit-status ${shellText(expected)}`;
}
