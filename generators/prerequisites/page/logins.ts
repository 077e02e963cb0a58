import type { LoginClient } from '../../blocks/outside/loginClient.ts';
import { inCode, inWords, markdownTable } from './markdown.ts';

/** What the identity provider of staff has to know; none where nobody logs in by it. */
export function loginsSection(logins: readonly LoginClient[]): readonly string[] {
  if (logins.length === 0) return [];
  return [
    '## Logins of staff',
    "The company's identity provider has these clients, with PKCE, and says in the claim `groups` which of these groups somebody is in.",
    ...markdownTable(
      ['client', 'kind', 'redirect addresses', 'groups', 'at'],
      logins.map(({ clientId, kind, redirects, groups, provider }) => [
        inCode(clientId),
        kind,
        redirects.map(inCode).join(', '),
        inWords(groups.map(inCode)),
        inCode(provider),
      ]),
    ),
  ];
}
