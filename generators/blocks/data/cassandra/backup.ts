import type { BucketEndpoint, CredentialSource } from '../../../model/endpoint.ts';
import type { Declared } from '../../../model/fact.ts';
import { bytes, canonicalBytes } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { accessByIdentity, accessByKeys, onBucket } from '../../outside/access.ts';
import { bucketKeys, keysIn } from '../../outside/entryKeys.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { type SecretValue, secretValue } from '../../secrets/value.ts';
import { containerSecurity } from '../../workload/security.ts';
import { metadataOf } from '../shared/system.ts';
import { imageParts } from './images.ts';
import type { CassandraSystem } from './system.ts';
import type { Medusa, MedusaBackupSchedule } from './types.ts';

/**
 * Medusa, a container beside Cassandra on every node: it uploads what has changed since the last backup. Each cluster
 * has its own folder in the bucket. On AWS and Google, Medusa uses the cloud identity of the nodes' service account,
 * unless the bucket has static keys. https://docs.k8ssandra.io/components/medusa/
 */
export function medusa(system: CassandraSystem): Medusa {
  const { names, images } = system;
  const bucket = system.backupBucket;
  const { keepDays, memory } = system.settings.backups;
  const size = canonicalBytes(bytes(memory));
  const resources = { requests: { cpu: '100m', memory: size }, limits: { cpu: '1', memory: size } };
  return {
    containerImage: imageParts(images.medusa),
    securityContext: containerSecurity,
    containerResources: resources,
    initContainerResources: resources,
    purgeBackups: true,
    storageProperties: {
      ...storage(system),
      ...(keysOf(bucket)
        ? { storageSecretRef: { name: names.backupKeys } }
        : { credentialsType: 'role-based' as const }),
      bucketName: bucket.bucket,
      prefix: folderOf(system),
      maxBackupAge: keepDays,
      maxBackupCount: 0,
      concurrentTransfers: 4,
      // Defaults of the CRD, written out.
      multiPartUploadThreshold: 104_857_600,
      transferMaxBandwidth: '50MB/s',
    },
  };
}

/** Folder of the cluster's backups in the bucket. */
function folderOf({ names, inputs }: CassandraSystem): string {
  return `${inputs.cluster.name}-${names.cluster}`;
}

type Storage = Pick<
  Medusa['storageProperties'],
  'storageProvider' | 'region' | 'host' | 'port' | 'secure' | 'sslVerify'
>;

function storage({ backupBucket, inputs }: CassandraSystem): Storage {
  const { api, endpoint, host, port, region } = backupBucket;
  const tls = !endpoint?.startsWith('http:');
  const safe = { secure: tls, sslVerify: tls };
  if (api === 'gcs') return { storageProvider: 'google_storage', ...safe };
  if (api === 'azure') return { storageProvider: 'azure_blobs', ...safe };
  const where = { region: region ?? inputs.cluster.region, ...safe };
  return endpoint ? { storageProvider: 's3_compatible', host, port, ...where } : { storageProvider: 's3', ...where };
}

/**
 * Access of Medusa to the bucket, and what the entry with its keys holds:
 * https://github.com/thelastpickle/cassandra-medusa/blob/master/docs/permissions-setup.md
 */
export function medusaAccess(system: CassandraSystem): readonly Declared[] {
  const { app, owner, inputs, backupBucket: bucket } = system;
  const may = onBucket(bucket, ['read', 'write', 'delete', 'list'], folderOf(system));
  if (!keysOf(bucket)) return accessByIdentity(app.name, owner, inputs, may);
  const source = bucket.credentials ?? azureEntry(system);
  const own = { 'backup-secret-key': bucketKeys.secretKey };
  return [
    ...accessByIdentity(app.name, owner, inputs, []),
    ...accessByKeys(source.key, may),
    ...keysIn(source, bucket.credentials ? bucketKeys : own),
  ];
}

/** Schedule of backups. Medusa deletes old backups itself, every night. */
export function backupSchedule(system: CassandraSystem): Resource {
  const { names, settings } = system;
  return resource<MedusaBackupSchedule>({
    apiVersion: 'medusa.k8ssandra.io/v1alpha1',
    kind: 'MedusaBackupSchedule',
    metadata: metadataOf(system, names.cluster),
    spec: {
      cronSchedule: settings.backups.schedule,
      operationType: 'backup',
      concurrencyPolicy: 'Forbid',
      backupSpec: { cassandraDatacenter: names.datacenter, backupType: 'differential' },
    },
  });
}

/**
 * ExternalSecret with the file of keys that Medusa reads; none where it uses a cloud identity:
 * https://github.com/thelastpickle/cassandra-medusa/tree/master/docs
 */
export function medusaKeys(system: CassandraSystem): Resource[] {
  if (!keysOf(system.backupBucket)) return [];
  return [externalSecret(metadataOf(system, system.names.backupKeys), { credentials: keyFile(system) })];
}

/**
 * Content of the file of keys. Azure needs the file even if the contract names no keys, because without it Medusa reads
 * the account's name from a variable that the operator gives no way to set (`medusaEnvVars` in
 * `pkg/medusa/reconcile.go` of https://github.com/k8ssandra/k8ssandra-operator). The key then is `backup-secret-key` in
 * the entry `<prefix>-<app>` of the secret manager.
 */
function keyFile(system: CassandraSystem): SecretValue {
  const { app, backupBucket } = system;
  const { api, account, credentials } = backupBucket;
  if (api === 'azure') {
    const own = azureEntry(system);
    const key = credentials
      ? secretValue('backups', credentials, 'secretKey')
      : secretValue(app.name, own, 'backup-secret-key');
    return { template: `{"storage_account": "${account ?? ''}", "key": "${key.template}"}`, from: key.from };
  }
  const source = credentials ?? { store: 'secrets', key: '' };
  const id = secretValue('backups', source, 'accessKey');
  const key = secretValue('backups', source, 'secretKey');
  const lines = ['[default]', `aws_access_key_id = ${id.template}`, `aws_secret_access_key = ${key.template}`, ''];
  return { template: lines.join('\n'), from: { ...id.from, ...key.from } };
}

/** The entry with the key of a storage account, where the contract names none. */
function azureEntry({ app, inputs }: CassandraSystem): CredentialSource {
  return { store: 'secrets', key: `${inputs.environment.secretPrefix}-${app.name}` };
}

function keysOf({ api, credentials }: BucketEndpoint): boolean {
  return credentials !== undefined || api === 'azure';
}
