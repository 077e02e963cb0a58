import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { IScheduledBackup } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/ScheduledBackup';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { type Resource, resource } from '../../generators/model/resource.ts';
import { dataMetadataOf, dns, metadataOf } from './parts.ts';

const metadata = metadataOf('users', 'data');

/** The plugin that archives and backs up: https://cloudnative-pg.io/plugin-barman-cloud/ */
const barman = 'barman-cloud.cloudnative-pg.io';

/** A database whose pods an operator makes. */
export const database = resource<ICluster>({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: dataMetadataOf('users', 'data'),
  spec: {
    instances: 3,
    affinity: {
      enablePodAntiAffinity: true,
      podAntiAffinityType: 'required',
      topologyKey: 'topology.kubernetes.io/zone',
    },
    imageName:
      'ghcr.io/cloudnative-pg/postgresql:18.1@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
    postgresql: { synchronous: { method: 'any', number: 1, dataDurability: 'required' } },
    storage: { size: '50Gi', storageClass: 'zonal-ssd' },
    resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } },
    plugins: [{ name: barman, isWALArchiver: true, parameters: { barmanObjectName: 'users', serverName: 'users' } }],
    serviceAccountTemplate: {
      metadata: { annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/users' } },
    },
  },
});

/** Its archive: a bucket that it reaches as a cloud identity. */
export const databaseStore: Resource = {
  apiVersion: 'barmancloud.cnpg.io/v1',
  kind: 'ObjectStore',
  metadata,
  spec: {
    retentionPolicy: '30d',
    configuration: { destinationPath: 's3://backups/users', s3Credentials: { inheritFromIAMRole: true } },
    instanceSidecarConfiguration: { resources: { requests: { cpu: '100m', memory: '256Mi' } } },
  },
};

/** When it is backed up. */
export const databaseBackup = resource<IScheduledBackup>({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'ScheduledBackup',
  metadata,
  spec: {
    cluster: { name: 'users' },
    schedule: '0 0 3 * * *',
    method: 'plugin',
    pluginConfiguration: { name: barman },
  },
});

/** Lets its pods resolve names, and nothing else. */
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
