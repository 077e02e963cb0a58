import { type TObject, Type } from 'typebox';
import { WebAddress } from '../../../model/settings/addresses.ts';
import { Bytes, ClientId, Cpu, closed, Group, NetworkCidr } from '../../../model/settings/scalars.ts';
import type { GrafanaSettings } from './system.ts';

const groups = (role: string) =>
  Type.Array(Group(), { uniqueItems: true, default: [], description: `Groups whose members are ${role}.` });

const Login = Type.Object(
  {
    authorize: WebAddress('Authorization endpoint, where browsers are sent.'),
    token: WebAddress('Token endpoint, which Grafana calls.'),
    userinfo: WebAddress('Userinfo endpoint, which Grafana calls: it says in `groups` which groups somebody is in.'),
    clientId: ClientId(
      'Client that Grafana is there: confidential, with PKCE. Its secret is `client-secret` in the entry `<prefix>-grafana`.',
    ),
    admins: groups('administrators'),
    editors: groups('editors'),
    viewers: groups('viewers'),
    networks: Type.Optional(
      Type.Array(NetworkCidr(), {
        minItems: 1,
        description: 'Networks in which the provider answers. Default: the public internet.',
      }),
    ),
  },
  {
    ...closed,
    description:
      'Login by the company’s identity provider for staff, never by that of customers. Without it the administrator of the Secret `grafana-admin-credentials` alone can log in.',
  },
);

/** Schema of the settings that environments may change. */
export function grafanaSettings(source: string, { resources }: Pick<GrafanaSettings, 'resources'>): TObject {
  return Type.Object(
    {
      enabled: Type.Boolean({ default: true, description: 'Whether this cluster has a Grafana of its own.' }),
      login: Type.Optional(Login),
      resources: Type.Object(
        {
          cpu: Cpu('CPU that the pod requests; it may burst to four times that.', { default: resources.cpu }),
          memory: Bytes('Memory of the pod.', { default: resources.memory }),
        },
        { ...closed, description: 'What the pod gets.' },
      ),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
