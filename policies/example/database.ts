import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { resource } from '../../generators/model/resource.ts';
import { dns, metadataOf } from './parts.ts';

const metadata = metadataOf('users', 'data');

/** A database whose pods an operator makes. */
export const database = resource<ICluster>({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata,
  spec: {
    instances: 3,
    imageName:
      'ghcr.io/cloudnative-pg/postgresql:18.1@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
    storage: { size: '50Gi', storageClass: 'zonal-ssd' },
    resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } },
  },
});

export const databaseNetworkPolicy = resource<INetworkPolicy>({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata,
  spec: {
    podSelector: { matchLabels: { 'cnpg.io/cluster': 'users' } },
    policyTypes: ['Ingress', 'Egress'],
    egress: [dns],
  },
});
