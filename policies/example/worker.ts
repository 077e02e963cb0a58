import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import type { ITriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { resource } from '../../generators/model/resource.ts';
import { accountOf, budgetOf, deploymentOf, dns, metadataOf, peerOf } from './parts.ts';
import { examplePod, labelsOf } from './pod.ts';

const metadata = metadataOf('worker', 'backend');

/** `worker` calls `api` and scales on the length of a queue. */
export const workerDeployment = deploymentOf('worker', 'backend', examplePod('worker'));

/** Gives it two pods and up to eight, by the length of a queue. */
export const scaledObject = resource<IScaledObject>({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata,
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker' },
    minReplicaCount: 2,
    maxReplicaCount: 8,
    fallback: { failureThreshold: 3, replicas: 5 },
    triggers: [
      {
        type: 'rabbitmq',
        metadata: { queueName: 'events', mode: 'QueueLength', value: '50' },
        authenticationRef: { name: 'worker' },
      },
    ],
  },
});

/** How KEDA logs in at the broker. */
export const triggerAuthentication = resource<ITriggerAuthentication>({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'TriggerAuthentication',
  metadata,
  spec: { secretTargetRef: [{ parameter: 'host', name: 'worker', key: 'AMQP_URL' }] },
});

/** The address of the broker. */
export const workerSecret = resource<IExternalSecret>({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata,
  spec: {
    secretStoreRef: { kind: 'ClusterSecretStore', name: 'secrets' },
    data: [{ secretKey: 'AMQP_URL', remoteRef: { key: 'shop-events', property: 'url' } }],
  },
});

/** Lets it out to `api`. */
export const workerNetworkPolicy = resource<INetworkPolicy>({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata,
  spec: {
    podSelector: { matchLabels: labelsOf('worker') },
    policyTypes: ['Ingress', 'Egress'],
    egress: [dns, { to: [peerOf('api', 'backend')], ports: [{ protocol: 'TCP', port: 8080 }] }],
  },
});

/** Lets one of its pods go at a time. */
export const workerBudget = budgetOf('worker', 'backend');

/** All objects of the app. */
export const workerObjects = [
  workerDeployment,
  scaledObject,
  triggerAuthentication,
  workerSecret,
  workerNetworkPolicy,
  workerBudget,
  accountOf('worker', 'backend'),
];
