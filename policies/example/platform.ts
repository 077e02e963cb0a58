import type { IClusterSecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ClusterSecretStore';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';
import type { IStorageClass } from 'kubernetes-models/storage.k8s.io/v1/StorageClass';
import type { ILimitRange } from 'kubernetes-models/v1/LimitRange';
import type { INamespace } from 'kubernetes-models/v1/Namespace';
import type { IResourceQuota } from 'kubernetes-models/v1/ResourceQuota';
import { type Resource, resource } from '../../generators/model/resource.ts';
import { confirmed } from './parts.ts';
import { labelsOf } from './pod.ts';

const labels = labelsOf('platform');

const namespaceOf = (name: string) =>
  resource<INamespace>({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        ...labels,
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/enforce-version': 'v1.35',
      },
      annotations: confirmed,
    },
  });

const denialOf = (namespace: string) =>
  resource<INetworkPolicy>({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace, labels },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });

/** What a cluster has once: namespaces, closed and bounded, and the classes that apps refer to. */
export const namespace = namespaceOf('backend');
/** Closes the namespace. */
export const defaultDeny = denialOf('backend');

/** Bounds a namespace to more than cases need. */
const budgetOf = (namespace: string) =>
  resource<IResourceQuota>({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'budget', namespace, labels },
    spec: { hard: { pods: '1000', 'requests.cpu': '1000', 'requests.memory': '1000Gi' } },
  });

/** Bounds the namespace. */
export const budget = budgetOf('backend');

/** Bounds it more tightly. */
export const quota = resource<IResourceQuota>({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'quota', namespace: 'backend', labels },
  spec: { hard: { pods: '60', 'requests.cpu': '16', 'requests.memory': '16Gi', 'limits.memory': '16Gi' } },
});

/** Requests for containers that name none. */
const requestsOf = (namespace: string) =>
  resource<ILimitRange>({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'requests', namespace, labels },
    spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '10m', memory: '64Mi' } }] },
  });

/** Those of the namespace. */
export const requests = requestsOf('backend');

/** The priority of all pods. */
export const priorityClass = resource<IPriorityClass>({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'standard', labels },
  value: 1000,
});

/** Volumes of one zone, made where their pod is. */
export const storageClass = resource<IStorageClass>({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'zonal-ssd', labels },
  provisioner: 'ebs.csi.aws.com',
  parameters: { type: 'gp3', encrypted: 'true' },
  reclaimPolicy: 'Retain',
  volumeBindingMode: 'WaitForFirstConsumer',
  allowVolumeExpansion: true,
});

/** Where ExternalSecrets fetch from. */
export const secretStore = resource<IClusterSecretStore>({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterSecretStore',
  metadata: { name: 'secrets', labels },
  spec: {
    conditions: [{ namespaces: ['backend', 'media', 'data'] }],
    provider: { aws: { service: 'SecretsManager', region: 'us-east-1' } },
  },
});

/** A namespace that is closed and bounded. */
export const namespaceObjects = (name: string): readonly Resource[] => [
  namespaceOf(name),
  denialOf(name),
  budgetOf(name),
  requestsOf(name),
];

/** All objects of the platform. */
export const platformObjects: readonly Resource[] = [
  namespace,
  defaultDeny,
  budget,
  requests,
  quota,
  ...namespaceObjects('media'),
  ...namespaceObjects('data'),
  priorityClass,
  storageClass,
  secretStore,
];
