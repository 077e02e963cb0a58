import { type Static, Type } from 'typebox';
import { RedirectAddress } from '../generators/model/settings/addresses.ts';
import { Audience, closed, Name } from '../generators/model/settings/scalars.ts';
import { sampleRedirect } from './redirects.ts';

/** The settings of the realm of the mobile app's users: `mobileRealm.ts` has its content. */
export const Realm = Type.Object(
  {
    name: Name(
      'Its name, in the issuer of every token. Another name is another realm, without the users of this one.',
      {
        default: 'mobile',
      },
    ),
    audience: Type.String({
      ...Audience(),
      default: 'mobile-backend',
      description: 'Whom its tokens are for: the claim aud.',
    }),
    redirects: Type.Array(RedirectAddress(), {
      minItems: 1,
      uniqueItems: true,
      default: [sampleRedirect],
      description: 'Where the mobile app may be sent after login: your own, where the domain is yours.',
    }),
  },
  { ...closed, description: 'The realm of the users of the mobile app.' },
);
export type Realm = Static<typeof Realm>;

/** The public address of the identity provider. */
export function authAddress({ domain }: { readonly domain: string }): string {
  return `https://auth.${domain}`;
}

/** The path of the realm, below which its pages, its tokens and its keys are. */
export function realmPath({ name }: Pick<Realm, 'name'>): string {
  return `/realms/${name}`;
}
