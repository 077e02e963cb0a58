import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { resource } from '../../generators/model/resource.ts';
import { labelsOf } from './pod.ts';

/** Name, namespace and labels of an app's objects. */
export const metadataOf = (app: string, namespace: string) => ({ name: app, namespace, labels: labelsOf(app) });

/** What Argo CD is told of an object that holds data: no sync deletes it without a person's word. */
export const confirmed = { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' };

/** The same of an object that holds data. */
export const dataMetadataOf = (app: string, namespace: string) => ({
  ...metadataOf(app, namespace),
  annotations: confirmed,
});

/** The pods of an app, as a peer of a NetworkPolicy means them. */
export const peerOf = (app: string, namespace: string): INetworkPolicyPeer => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  podSelector: { matchLabels: labelsOf(app) },
});

/** A rule of a NetworkPolicy that lets a peer in on one port. */
export const openTo = (peer: INetworkPolicyPeer, port: number): INetworkPolicyIngressRule => ({
  from: [peer],
  ports: [{ protocol: 'TCP', port }],
});

/** A rule of a NetworkPolicy that lets pods resolve names. */
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

/** The PodDisruptionBudget of an app, which lets one pod go at a time. */
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

/** The ServiceAccount of an app, which mounts no token. */
export const accountOf = (app: string, namespace: string) =>
  resource<IServiceAccount>({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(app, namespace),
    automountServiceAccountToken: false,
  });

/** The Deployment of an app, which a scaler gives its replicas. */
export const deploymentOf = (app: string, namespace: string, pod: IPodSpec) =>
  resource<IDeployment>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(app, namespace),
    spec: {
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      selector: { matchLabels: labelsOf(app) },
      template: { metadata: { labels: labelsOf(app) }, spec: pod },
    },
  });

/** The Service of an app, with its port `http`. */
export const serviceOf = (app: string, namespace: string, spec: Partial<NonNullable<IService['spec']>>) =>
  resource<IService>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(app, namespace),
    spec: {
      ...spec,
      selector: labelsOf(app),
      ports: [{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }],
    },
  });
