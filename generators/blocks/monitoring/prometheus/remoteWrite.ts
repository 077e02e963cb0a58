import type { IRemoteWriteSpec } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/RemoteWriteSpec';
import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { Declared } from '../../../model/fact.ts';
import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { given } from '../../names.ts';
import { networks, publicInternet, tcp } from '../../networking/peers.ts';
import { ownKeys } from '../../outside/entryKeys.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { type Owner, ownSecret } from '../../secrets/ownSecrets.ts';
import { metricsStore, metricsStoreKeys, type RemoteWrite } from './remoteWriteSettings.ts';
import type { PrometheusSettings, PrometheusSystem } from './system.ts';

/** What a Prometheus writes to, and how it logs in there. */
export function remoteWrites({ settings: { remoteWrite } }: Pick<PrometheusSystem, 'settings'>): IRemoteWriteSpec[] {
  if (!remoteWrite) return [];
  const { url, authentication } = remoteWrite;
  const from = (key: string) => ({ name: metricsStore, key });
  const login =
    authentication === 'basic'
      ? { basicAuth: { username: from('username'), password: from('password') } }
      : { authorization: { type: 'Bearer', credentials: from('token') } };
  return [{ url, ...login }];
}

/** The Secret with the credentials. */
export function remoteWriteSecrets({ owner, labels, inputs, settings: { remoteWrite } }: PrometheusSystem): Resource[] {
  if (!remoteWrite) return [];
  const entry = entryOf(remoteWrite);
  const values = Object.keys(entry.keys).map((key) => [key, ownSecret(entry, key, inputs)] as const);
  return [externalSecret({ name: metricsStore, namespace: owner.namespace, labels }, Object.fromEntries(values))];
}

/** What the entry with the credentials holds. */
export function remoteWriteKeys(inputs: Inputs): readonly Declared[] {
  const { remoteWrite } = inputs.settings as PrometheusSettings;
  return remoteWrite ? ownKeys(entryOf(remoteWrite), inputs) : [];
}

function entryOf({ authentication }: RemoteWrite): Owner {
  const keys = metricsStoreKeys[authentication].map((key) => [key, given(`the ${key} at the store of metrics`)]);
  return { name: metricsStore, keys: Object.fromEntries(keys) };
}

/** Egress rule to the store. */
export function remoteWriteRules({ settings }: Pick<PrometheusSystem, 'settings'>): INetworkPolicyEgressRule[] {
  const { remoteWrite } = settings;
  if (!remoteWrite) return [];
  const port = Number(new URL(remoteWrite.url).port || 443);
  return [{ to: remoteWrite.networks ? networks(remoteWrite.networks) : [publicInternet], ports: [tcp(port)] }];
}
