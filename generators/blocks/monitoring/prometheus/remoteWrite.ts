import type { IRemoteWriteSpec } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/RemoteWriteSpec';
import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { Resource } from '../../../model/resource.ts';
import { given } from '../../names.ts';
import { networks, publicInternet, tcp } from '../../networking/peers.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { ownSecret } from '../../secrets/ownSecrets.ts';
import { metricsStore, metricsStoreKeys } from './remoteWriteSettings.ts';
import type { PrometheusSystem } from './system.ts';

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
  const named = metricsStoreKeys[remoteWrite.authentication];
  const entryOf = { name: metricsStore, keys: Object.fromEntries(named.map((key) => [key, given()])) };
  const values = named.map((key) => [key, ownSecret(entryOf, key, inputs)] as const);
  return [externalSecret({ name: metricsStore, namespace: owner.namespace, labels }, Object.fromEntries(values))];
}

/** Egress rule to the store. */
export function remoteWriteRules({ settings }: Pick<PrometheusSystem, 'settings'>): INetworkPolicyEgressRule[] {
  const { remoteWrite } = settings;
  if (!remoteWrite) return [];
  const port = Number(new URL(remoteWrite.url).port || 443);
  return [{ to: remoteWrite.networks ? networks(remoteWrite.networks) : [publicInternet], ports: [tcp(port)] }];
}
