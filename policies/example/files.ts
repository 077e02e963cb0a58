import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { resource } from '../../generators/model/resource.ts';
import { accountOf, budgetOf, dataMetadataOf, dns, metadataOf, openTo, peerOf, serviceOf } from './parts.ts';
import { examplePod, labelsOf } from './pod.ts';

const metadata = metadataOf('files', 'media');

/** `files` keeps what people upload, on volumes of its own, and is called by `api`. */
export const statefulSet = resource<IStatefulSet>({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: dataMetadataOf('files', 'media'),
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

/** Gives each of its pods a name. */
export const filesService = serviceOf('files', 'media', { clusterIP: 'None' });

/** Lets `api` in. */
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

/** Lets one of its pods go at a time. */
export const filesBudget = budgetOf('files', 'media');

/** All objects of the app. */
export const filesObjects = [statefulSet, filesService, filesNetworkPolicy, filesBudget, accountOf('files', 'media')];
