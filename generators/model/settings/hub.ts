import { type Static, Type } from 'typebox';
import { IssuerAddress } from './addresses.ts';
import { CloudIdentity } from './identity.ts';
import { ClientId, closed, Group, Host, Name } from './scalars.ts';

const groups = (description: string) => Type.Array(Group(), { uniqueItems: true, default: [], description });

/** Who may log in to Argo CD, by the company's identity provider. */
const Staff = Type.Object(
  {
    issuer: IssuerAddress('Issuer of OpenID Connect.'),
    clientId: ClientId('Client that Argo CD is there: public, with PKCE.'),
    admins: groups('Groups that may do everything in Argo CD.'),
    readers: groups('Groups that may read everything and change nothing.'),
    deployers: Type.Record(Type.String({ pattern: '^[a-z][-a-z0-9]*$' }), groups('Groups.'), {
      ...closed,
      default: {},
      title: 'names of environments, each with groups',
      description: 'Groups that may sync and confirm deletions, by environment.',
    }),
  },
  { ...closed, description: "The company's identity provider, for staff." },
);

const Notifications = Type.Object(
  {
    slack: Type.Object(
      {
        channel: Type.String({
          pattern: '^[a-z0-9_-]{1,80}$',
          title: 'a channel without #',
          description:
            'Channel that receives every failed sync and every app that is not healthy. The token of the bot is `slack-token` in the Secret `argocd-notifications-secret`, made by hand.',
        }),
      },
      { ...closed, description: 'Slack.' },
    ),
  },
  { ...closed, description: 'Notifications about failures.' },
);

/** The hub: the cluster of Argo CD, and the people who may use it. */
export const Hub = Type.Object(
  {
    cluster: Name(
      'Name of the cluster that Argo CD runs in: one of its own, or a cluster of an environment that is primary of no database.',
    ),
    kubernetes: Type.String({
      pattern: '^1\\.[0-9]{2}$',
      title: 'a quoted minor version, such as "1.36"',
      description: 'Minor version of Kubernetes there, quoted.',
    }),
    cloud: Type.Enum(['aws', 'google', 'azure', 'local'], { description: 'Where it runs.' }),
    identity: Type.Optional(
      CloudIdentity(
        'Identity of Argo CD in the clusters. AWS: ARN of a role; Google: e-mail of a service account; Azure: client ID.',
      ),
    ),
    host: Host('Name under which people reach Argo CD.'),
    staff: Staff,
    notifications: Type.Optional(Notifications),
  },
  { ...closed, description: 'The Argo CD that syncs all environments, unless they say otherwise.' },
);
export type Hub = Static<typeof Hub>;
