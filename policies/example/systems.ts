import type { Resource } from '../../generators/model/resource.ts';
import { dataMetadataOf, metadataOf } from './parts.ts';

const zone = 'topology.kubernetes.io/zone';
const digest = 'sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';
const imageOf = (name: string) => `registry.example.com/${name}:1@${digest}`;

const apart = (matchLabels: Record<string, string>) => ({
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: zone, labelSelector: { matchLabels } }],
  },
});

const size = { requests: { cpu: '100m', memory: '2Gi' }, limits: { memory: '2Gi' } };
const claim = {
  persistentVolumeClaim: { storageClassName: 'zonal-ssd', resources: { requests: { storage: '10Gi' } } },
};

/*
 * Systems whose pods operators make, each of three members: not in the complete set, but valid beside it.
 */

/** Servers and proxies. */
export const mysql: Resource = {
  apiVersion: 'ps.percona.com/v1',
  kind: 'PerconaServerMySQL',
  metadata: dataMetadataOf('payments', 'data'),
  spec: {
    mysql: {
      image: imageOf('mysql'),
      size: 3,
      affinity: { advanced: apart({ 'app.kubernetes.io/component': 'database' }) },
      resources: size,
      configuration: '[mysqld]\nmax_connections=100\ninnodb_buffer_pool_size=1G\n',
      volumeSpec: claim,
    },
    proxy: { haproxy: { enabled: true, image: imageOf('haproxy'), size: 2 } },
    backup: {
      enabled: true,
      image: imageOf('xtrabackup'),
      storages: { bucket: { type: 's3' } },
      schedule: [{ name: 'full', schedule: '0 3 * * *', keep: 7, storageName: 'bucket' }],
    },
    initContainer: { image: imageOf('operator') },
  },
};

const replicaSet = (component: string) => ({
  size: 3,
  affinity: { advanced: apart({ 'app.kubernetes.io/component': component }) },
  resources: size,
  volumeSpec: claim,
});

/** One shard, sharded all the same, with config servers and routers. */
export const mongodb: Resource = {
  apiVersion: 'psmdb.percona.com/v1',
  kind: 'PerconaServerMongoDB',
  metadata: dataMetadataOf('products', 'data'),
  spec: {
    image: imageOf('mongodb'),
    initImage: imageOf('operator'),
    replsets: [{ name: 'rs0', ...replicaSet('mongod') }],
    sharding: { enabled: true, configsvrReplSet: replicaSet('cfg'), mongos: { size: 2 } },
    backup: {
      enabled: true,
      image: imageOf('backup'),
      storages: { bucket: { type: 's3' } },
      pitr: { enabled: true },
      tasks: [
        {
          name: 'full',
          enabled: true,
          schedule: '0 3 * * *',
          storageName: 'bucket',
          retention: { type: 'count', count: 7 },
        },
      ],
    },
  },
};

/** A broker. */
export const rabbitmq: Resource = {
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'RabbitmqCluster',
  metadata: dataMetadataOf('events', 'data'),
  spec: {
    replicas: 3,
    image: imageOf('rabbitmq'),
    resources: size,
    persistence: { storageClassName: 'zonal-ssd', storage: '10Gi' },
    affinity: apart({ 'app.kubernetes.io/name': 'events' }),
  },
};

const rack = (name: string) => ({ name, nodeAffinityLabels: { [zone]: name } });

/** One datacenter, with a rack in each zone. */
export const cassandra: Resource = {
  apiVersion: 'k8ssandra.io/v1alpha1',
  kind: 'K8ssandraCluster',
  metadata: dataMetadataOf('feed', 'data'),
  spec: {
    cassandra: {
      serverImage: imageOf('cassandra'),
      resources: size,
      config: { jvmOptions: { heap_max_size: '1Gi' } },
      storageConfig: { cassandraDataVolumeClaimSpec: claim.persistentVolumeClaim },
      datacenters: [
        { metadata: { name: 'dc1' }, size: 3, racks: ['us-east-1a', 'us-east-1b', 'us-east-1c'].map(rack) },
      ],
    },
    medusa: {
      containerImage: { registry: 'registry.example.com', repository: 'example', name: 'medusa', tag: `1@${digest}` },
      storageProperties: { bucketName: 'backups', maxBackupAge: 14 },
    },
  },
};

/** When it is backed up. */
export const cassandraSchedule: Resource = {
  apiVersion: 'medusa.k8ssandra.io/v1alpha1',
  kind: 'MedusaBackupSchedule',
  metadata: metadataOf('feed', 'data'),
  spec: { cronSchedule: '0 3 * * *', backupSpec: { cassandraDatacenter: 'dc1' } },
};
