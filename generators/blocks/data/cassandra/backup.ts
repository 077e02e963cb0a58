import type { AppName } from '../../../model/appName.ts';
import type { BucketEndpoint } from '../../../model/endpoint.ts';
import { Failure } from '../../../model/finding.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { bytes, canonicalBytes } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { type SecretValue, secretValue } from '../../secrets/value.ts';
import { containerSecurity } from '../../workload/security.ts';
import { imageParts } from './images.ts';
import type { CassandraNames } from './names.ts';
import type { CassandraSettings } from './settings.ts';
import type { Medusa, MedusaBackupSchedule } from './types.ts';

/**
 * Medusa, beside Cassandra on every node: uploads what has changed since the last backup. Each cluster has a folder of
 * its own in the bucket. On AWS and Google it acts as the cloud identity of the nodes' service account; a bucket with
 * keys gives it those. https://docs.k8ssandra.io/components/medusa/
 */
export function medusa(names: CassandraNames, image: string, settings: CassandraSettings, inputs: Inputs): Medusa {
  const bucket = bucketOf(inputs);
  const { keepDays, memory } = settings.backups;
  const size = canonicalBytes(bytes(memory));
  const resources = { requests: { cpu: '100m', memory: size }, limits: { cpu: '1', memory: size } };
  return {
    containerImage: imageParts(image),
    securityContext: containerSecurity,
    containerResources: resources,
    initContainerResources: resources,
    purgeBackups: true,
    storageProperties: {
      ...storage(bucket, inputs),
      ...(keysOf(bucket)
        ? { storageSecretRef: { name: keysName(names) } }
        : { credentialsType: 'role-based' as const }),
      bucketName: bucket.bucket,
      prefix: `${inputs.cluster.name}-${names.cluster}`,
      maxBackupAge: keepDays,
      maxBackupCount: 0,
      concurrentTransfers: 4,
      // Defaults of the CRD, written out.
      multiPartUploadThreshold: 104_857_600,
      transferMaxBandwidth: '50MB/s',
    },
  };
}

type Storage = Pick<
  Medusa['storageProperties'],
  'storageProvider' | 'region' | 'host' | 'port' | 'secure' | 'sslVerify'
>;

function storage({ api, endpoint, host, port, region }: BucketEndpoint, { cluster }: Inputs): Storage {
  const tls = !endpoint?.startsWith('http:');
  const safe = { secure: tls, sslVerify: tls };
  if (api === 'gcs') return { storageProvider: 'google_storage', ...safe };
  if (api === 'azure') return { storageProvider: 'azure_blobs', ...safe };
  const where = { region: region ?? cluster.region, ...safe };
  return endpoint ? { storageProvider: 's3_compatible', host, port, ...where } : { storageProvider: 's3', ...where };
}

/** A backup by schedule. Medusa takes old ones away itself, every night. */
export function backupSchedule(
  app: AppName,
  names: CassandraNames,
  { backups }: CassandraSettings,
  labels: Readonly<Record<string, string>>,
): Resource {
  return resource<MedusaBackupSchedule>({
    apiVersion: 'medusa.k8ssandra.io/v1alpha1',
    kind: 'MedusaBackupSchedule',
    metadata: { name: names.cluster, namespace: app.tier, labels },
    spec: {
      cronSchedule: backups.schedule,
      operationType: 'backup',
      concurrencyPolicy: 'Forbid',
      backupSpec: { cassandraDatacenter: names.datacenter, backupType: 'differential' },
    },
  });
}

/** The file of keys that Medusa reads, where there are any: https://github.com/thelastpickle/cassandra-medusa/tree/master/docs */
export function backupKeys(
  app: AppName,
  names: CassandraNames,
  inputs: Inputs,
  labels: Readonly<Record<string, string>>,
): Resource[] {
  const bucket = bucketOf(inputs);
  if (!keysOf(bucket)) return [];
  const metadata = { name: keysName(names), namespace: app.tier, labels };
  return [externalSecret(metadata, { credentials: keyFile(app, bucket, inputs) })];
}

/**
 * Azure alone needs a key of its own where the contract has none, in the entry `<prefix>-<app>` of the secret manager as
 * `backup-secret-key`: Medusa reads the account's name from a variable that the operator gives nobody a way to set
 * (`medusaEnvVars` in `pkg/medusa/reconcile.go` of https://github.com/k8ssandra/k8ssandra-operator).
 */
function keyFile(app: AppName, { api, account, credentials }: BucketEndpoint, { environment }: Inputs): SecretValue {
  if (api === 'azure') {
    const own = { store: 'secrets', key: `${environment.secretPrefix}-${app.name}` } as const;
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

function keysOf({ api, credentials }: BucketEndpoint): boolean {
  return credentials !== undefined || api === 'azure';
}

function keysName({ cluster }: CassandraNames): string {
  return `${cluster}-backup-keys`;
}

function bucketOf({ graph }: Inputs): BucketEndpoint {
  const endpoint = graph.uses.backups?.endpoint;
  if (endpoint?.kind !== 'bucket')
    throw new Failure('A database declares no edge `backups` to a bucket', 'Add `backups: backups.write` to its uses.');
  return endpoint;
}
