import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { resource } from '../../generators/model/resource.ts';
import { labelsOf } from './pod.ts';

/** Name, namespace and labels of an app's objects. */
export const metadataOf = (app: string, namespace: string) => ({ name: app, namespace, labels: labelsOf(app) });

/** The pods of an app, as a peer of a NetworkPolicy means them. */
export const peerOf = (app: string, namespace: string): INetworkPolicyPeer => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  podSelector: { matchLabels: labelsOf(app) },
});

export const openTo = (peer: INetworkPolicyPeer, port: number): INetworkPolicyIngressRule => ({
  from: [peer],
  ports: [{ protocol: 'TCP', port }],
});

export const dns: INetworkPolicyEgressRule = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

export const budgetOf = (app: string, namespace: string) =>
  resource<IPodDisruptionBudget>({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(app, namespace),
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: labelsOf(app) },
    },
  });

export const accountOf = (app: string, namespace: string) =>
  resource<IServiceAccount>({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(app, namespace),
    automountServiceAccountToken: false,
  });
