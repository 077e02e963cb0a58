import type { IRemoteWriteSpec } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/RemoteWriteSpec';
import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import { type Static, Type } from 'typebox';
import type { Resource } from '../../model/resource.ts';
import { closed, NetworkCidr } from '../../model/settings/scalars.ts';
import { given } from '../names.ts';
import { networks, publicInternet, tcp } from '../networking/peers.ts';
import { externalSecret } from '../secrets/externalSecret.ts';
import { ownSecret } from '../secrets/ownSecrets.ts';
import type { PrometheusSystem } from './prometheusSystem.ts';

/** Name of the entry with the credentials, without the prefix of the environment, and of the Secret that holds them. */
const entry = 'metrics-store';

/** Keys of the entry for each way to log in. */
const keys = { basic: ['username', 'password'], bearer: ['token'] } as const;

/** The store that has the series of all clusters. */
export const RemoteWriteSettings = Type.Object(
  {
    url: Type.String({
      pattern: '^https://[^/\\s@]+(/\\S*)?$',
      title: 'an https:// address',
      description: 'Where it takes series by the remote-write protocol, such as https://mimir.example.com/api/v1/push.',
    }),
    authentication: Type.Enum(['basic', 'bearer'], {
      default: 'basic',
      description: `How Prometheus logs in. The entry \`<prefix>-${entry}\` holds ${keys.basic.join(' and ')}, or ${keys.bearer.join()}.`,
    }),
    networks: Type.Optional(
      Type.Array(NetworkCidr(), {
        minItems: 1,
        description: 'Where its addresses lie. Default: the public internet.',
      }),
    ),
  },
  {
    ...closed,
    description:
      'A store outside that has the series of all clusters: Mimir, Thanos, Grafana Cloud and others. Both replicas send theirs: the store must keep one of each pair, by the label prometheus_replica.',
  },
);
export type RemoteWrite = Static<typeof RemoteWriteSettings>;

/** What a Prometheus writes to, and how it logs in there. */
export function remoteWrites({ settings: { remoteWrite } }: Pick<PrometheusSystem, 'settings'>): IRemoteWriteSpec[] {
  if (!remoteWrite) return [];
  const { url, authentication } = remoteWrite;
  const from = (key: string) => ({ name: entry, key });
  const login =
    authentication === 'basic'
      ? { basicAuth: { username: from('username'), password: from('password') } }
      : { authorization: { type: 'Bearer', credentials: from('token') } };
  return [{ url, ...login }];
}

/** The Secret with the credentials. */
export function remoteWriteSecrets({ owner, labels, inputs, settings: { remoteWrite } }: PrometheusSystem): Resource[] {
  if (!remoteWrite) return [];
  const named = keys[remoteWrite.authentication];
  const entryOf = { name: entry, keys: Object.fromEntries(named.map((key) => [key, given()])) };
  const values = named.map((key) => [key, ownSecret(entryOf, key, inputs)] as const);
  return [externalSecret({ name: entry, namespace: owner.namespace, labels }, Object.fromEntries(values))];
}

/** Egress rule to the store. */
export function remoteWriteRules({ settings }: Pick<PrometheusSystem, 'settings'>): INetworkPolicyEgressRule[] {
  const { remoteWrite } = settings;
  if (!remoteWrite) return [];
  const port = Number(new URL(remoteWrite.url).port || 443);
  return [{ to: remoteWrite.networks ? networks(remoteWrite.networks) : [publicInternet], ports: [tcp(port)] }];
}
