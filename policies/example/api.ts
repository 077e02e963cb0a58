import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { resource } from '../../generators/model/resource.ts';
import { accountOf, budgetOf, deploymentOf, dns, metadataOf, openTo, peerOf, serviceOf } from './parts.ts';
import { examplePod, labelsOf } from './pod.ts';

const metadata = metadataOf('api', 'backend');
const pod = examplePod('api');

/** `api` answers the app and is called by `worker`; the Deployment has a field of every kind that rules look at. */
export const deployment = deploymentOf('api', 'backend', {
  ...pod,
  containers: pod.containers.map((container) => ({
    ...container,
    env: [{ name: 'LOG_LEVEL', value: 'info' }],
    envFrom: [{ configMapRef: { name: 'api' } }, { secretRef: { name: 'api' } }],
  })),
});

/** Where `worker` calls it. */
export const service = serviceOf('api', 'backend', { type: 'ClusterIP' });

/** Gives it three pods and up to eight. */
export const autoscaler = resource<IHorizontalPodAutoscaler>({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata,
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
    minReplicas: 3,
    maxReplicas: 8,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
  },
});

/** Lets one of its pods go at a time. */
export const budget = budgetOf('api', 'backend');
/** Its pods have no token. */
export const account = accountOf('api', 'backend');

/** Lets `worker` in; lets it out to `files`, a private network and the internet. */
export const networkPolicy = resource<INetworkPolicy>({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata,
  spec: {
    podSelector: { matchLabels: labelsOf('api') },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [openTo(peerOf('worker', 'backend'), 8080)],
    egress: [
      dns,
      { to: [peerOf('files', 'media')], ports: [{ protocol: 'TCP', port: 8080 }] },
      { to: [{ ipBlock: { cidr: '10.20.0.0/16' } }], ports: [{ protocol: 'TCP', port: 5432 }] },
      {
        to: [
          {
            ipBlock: {
              cidr: '0.0.0.0/0',
              except: [
                '10.0.0.0/8',
                '100.64.0.0/10',
                '127.0.0.0/8',
                '169.254.0.0/16',
                '172.16.0.0/12',
                '192.168.0.0/16',
              ],
            },
          },
        ],
        ports: [{ protocol: 'TCP', port: 443 }],
      },
    ],
  },
});

/** Its settings. */
export const configMap = resource<IConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata,
  data: { FILES_URL: 'http://files.media.svc.cluster.local:8080' },
});

/** Its credentials, in the address of a database. */
export const externalSecret = resource<IExternalSecret>({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata,
  spec: {
    secretStoreRef: { kind: 'ClusterSecretStore', name: 'secrets' },
    target: {
      name: 'api',
      template: {
        data: {
          DATABASE_URL: 'postgresql://{{ .user | urlquery }}:{{ .password | urlquery }}@db.example.com:5432/shop',
        },
      },
    },
    data: [
      { secretKey: 'user', remoteRef: { key: 'shop-users', property: 'username' } },
      { secretKey: 'password', remoteRef: { key: 'shop-users', property: 'password' } },
    ],
  },
});
