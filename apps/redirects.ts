import type { SettingsMistake } from '../generators/model/app.ts';
import type { Inputs } from '../generators/model/inputs.ts';
import { isReservedDomain } from '../generators/model/reservedDomain.ts';

/** Where a mobile app of example.com may be sent after login: that of nobody. */
export const sampleRedirect = 'com.example.mobile:/oauth2redirect';

/**
 * A realm that serves somebody's own domain sends nobody to an address of the sample: whoever installs an app with that
 * scheme would get the codes of logins. https://www.rfc-editor.org/rfc/rfc8252#section-8.6
 */
export function redirectMistakes(
  redirects: readonly string[],
  { environment: { domain } }: Pick<Inputs, 'environment'>,
): readonly SettingsMistake[] {
  if (isReservedDomain(domain) || !redirects.includes(sampleRedirect)) return [];
  return [
    {
      code: 'redirect-of-sample',
      path: ['realm', 'redirects'],
      message: `After login, the mobile app of ${domain} would be sent to ${sampleRedirect}, which is the sample's.`,
      fix: 'Set apps.auth.realm.redirects to the addresses of your own app.',
    },
  ];
}
