import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPersistentVolumeClaimSpec } from 'kubernetes-models/v1/PersistentVolumeClaimSpec';
import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';

type Labels = Readonly<Record<string, string>>;

interface Metadata {
  name: string;
  namespace: string;
  labels: Labels;
  annotations?: Labels;
}

/** An image in parts. A digest is appended to the tag: the operator joins the parts without checking them. */
export interface ImageParts {
  registry: string;
  repository: string;
  name: string;
  tag: string;
  pullPolicy: 'IfNotPresent';
}

/** The nodes of one zone. */
export interface Rack {
  name: string;
  nodeAffinityLabels: Labels;
}

/**
 * K8ssandraCluster, as far as it is used here: https://docs.k8ssandra.io/reference/crd/k8ssandra-operator-crds-latest/
 */
export interface K8ssandraCluster {
  apiVersion: 'k8ssandra.io/v1alpha1';
  kind: 'K8ssandraCluster';
  metadata: Metadata;
  spec: {
    auth: true;
    secretsProvider: 'internal';
    cassandra: {
      serverType: 'cassandra';
      serverVersion: string;
      serverImage: string;
      serviceAccount: string;
      podPriorityClassName: string;
      podSecurityContext: IPodSecurityContext;
      readOnlyRootFilesystem: true;
      softPodAntiAffinity: false;
      resources: IResourceRequirements;
      storageConfig: { cassandraDataVolumeClaimSpec: IPersistentVolumeClaimSpec };
      config: {
        cassandraYaml: Readonly<Record<string, number | string | boolean>>;
        jvmOptions: { heap_initial_size: string; heap_max_size: string; gc: 'G1GC' };
      };
      containers: IContainer[];
      initContainers: IContainer[];
      datacenters: {
        metadata: { name: string; annotations: Labels; commonLabels: Labels };
        size: number;
        stopped: false;
        racks: Rack[];
      }[];
    };
    medusa: Medusa;
    reaper?: Reaper | undefined;
  };
}

/** Medusa, which makes backups. */
export interface Medusa {
  containerImage: ImageParts;
  securityContext: ISecurityContext;
  containerResources: IResourceRequirements;
  initContainerResources: IResourceRequirements;
  purgeBackups: true;
  storageProperties: {
    storageProvider: 's3' | 's3_compatible' | 'google_storage' | 'azure_blobs';
    credentialsType?: 'role-based' | undefined;
    storageSecretRef?: { name: string } | undefined;
    bucketName: string;
    prefix: string;
    region?: string | undefined;
    host?: string | undefined;
    port?: number | undefined;
    secure: boolean;
    sslVerify: boolean;
    maxBackupAge: number;
    maxBackupCount: number;
    concurrentTransfers: number;
    multiPartUploadThreshold: number;
    transferMaxBandwidth: string;
  };
}

/** Reaper, which repairs. */
export interface Reaper {
  containerImage: ImageParts;
  ServiceAccountName: string;
  podSecurityContext: IPodSecurityContext;
  securityContext: ISecurityContext;
  initContainerSecurityContext: ISecurityContext;
  resources: IResourceRequirements;
  initContainerResources: IResourceRequirements;
  heapSize: string;
  autoScheduling: Readonly<Record<string, boolean | number | string>>;
  deploymentMode: 'PER_DC';
  httpManagement: { enabled: true };
  keyspace: string;
  secretsProvider: 'internal';
  skipSchemaMigration: false;
  storageType: 'cassandra';
}

/** Schedule of backups. */
export interface MedusaBackupSchedule {
  apiVersion: 'medusa.k8ssandra.io/v1alpha1';
  kind: 'MedusaBackupSchedule';
  metadata: Metadata;
  spec: {
    cronSchedule: string;
    operationType: 'backup';
    concurrencyPolicy: 'Forbid';
    backupSpec: { cassandraDatacenter: string; backupType: 'differential' };
  };
}
