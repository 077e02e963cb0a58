import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IService } from 'kubernetes-models/v1/Service';
import { resource } from '../../generators/model/resource.ts';
import { accountOf, budgetOf, dns, metadataOf, openTo, peerOf } from './parts.ts';
import { examplePod, labelsOf } from './pod.ts';

const metadata = metadataOf('files', 'media');

/** `files` keeps what people upload, on volumes of its own, and is called by `api`. */
export const statefulSet = resource<IStatefulSet>({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata,
  spec: {
    replicas: 3,
    serviceName: 'files',
    selector: { matchLabels: labelsOf('files') },
    template: { metadata: { labels: labelsOf('files') }, spec: examplePod('files') },
    volumeClaimTemplates: [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'zonal-ssd',
          resources: { requests: { storage: '20Gi' } },
        },
      },
    ],
  },
});

export const filesService = resource<IService>({
  apiVersion: 'v1',
  kind: 'Service',
  metadata,
  spec: {
    clusterIP: 'None',
    selector: labelsOf('files'),
    ports: [{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }],
  },
});

export const filesNetworkPolicy = resource<INetworkPolicy>({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata,
  spec: {
    podSelector: { matchLabels: labelsOf('files') },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [openTo(peerOf('api', 'backend'), 8080)],
    egress: [dns],
  },
});

export const filesBudget = budgetOf('files', 'media');

/** All objects of the app. */
export const filesObjects = [statefulSet, filesService, filesNetworkPolicy, filesBudget, accountOf('files', 'media')];
