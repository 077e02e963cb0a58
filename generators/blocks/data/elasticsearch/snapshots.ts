import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { Declared } from '../../../model/fact.ts';
import type { Resource } from '../../../model/resource.ts';
import { elasticsearchFolder } from '../../../upstream/elastic.ts';
import { accessByIdentity, accessByKeys, onBucket } from '../../outside/access.ts';
import { bucketKeys, keysIn } from '../../outside/entryKeys.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { systemCredentialSource } from '../../secrets/systemCredentials.ts';
import { type SecretValue, secretValue } from '../../secrets/value.ts';
import { metadataOf } from '../shared/system.ts';
import type { ElasticsearchBase, Told } from './system.ts';
import type { NodeSet } from './types.ts';

// https://www.elastic.co/docs/deploy-manage/tools/snapshot-and-restore/cloud-on-k8s

/** What pods need to act as a cloud identity. */
interface BucketAccess {
  readonly labels: Readonly<Record<string, string>>;
  readonly container: Pick<IContainer, 'env' | 'volumeMounts'>;
  readonly pod: { readonly volumes?: IVolume[] };
}

/**
 * A token of the pods' account in the folder of the configuration: Elasticsearch may read no other. Google needs none,
 * for the node's metadata server gives it; and static keys, where the bucket has any, are secure settings.
 */
export function bucketAccess({ app, bucket, inputs }: ElasticsearchBase): BucketAccess {
  const { cloud, identities } = inputs.cluster;
  const identity = identities[app.name];
  if (bucket.credentials !== undefined || identity === undefined) return nothing;
  if (bucket.api === 's3' && cloud === 'aws') {
    return token('repository-s3', 'aws-web-identity-token-file', 'sts.amazonaws.com', {
      AWS_WEB_IDENTITY_TOKEN_FILE: `${elasticsearchFolder}/repository-s3/aws-web-identity-token-file`,
      AWS_ROLE_ARN: identity,
    });
  }
  if (bucket.api === 'azure' && cloud === 'azure') {
    return {
      ...token('azure/tokens', 'azure-identity-token', 'api://AzureADTokenExchange', {
        AZURE_FEDERATED_TOKEN_FILE: `${elasticsearchFolder}/azure/tokens/azure-identity-token`,
      }),
      labels: { 'azure.workload.identity/use': 'true' },
    };
  }
  return nothing;
}

const nothing: BucketAccess = { labels: {}, container: {}, pod: {} };

function token(
  folder: string,
  path: string,
  audience: string,
  variables: Readonly<Record<string, string>>,
): BucketAccess {
  const name = 'bucket-token';
  return {
    labels: {},
    container: {
      env: Object.entries(variables).map(([variable, value]) => ({ name: variable, value })),
      volumeMounts: [{ name, mountPath: `${elasticsearchFolder}/${folder}`, readOnly: true }],
    },
    pod: {
      volumes: [
        { name, projected: { sources: [{ serviceAccountToken: { audience, expirationSeconds: 3600, path } }] } },
      ],
    },
  };
}

/** Settings of the bucket in `elasticsearch.yml`. */
export function bucketConfig({ bucket, inputs }: ElasticsearchBase): NodeSet['config'] {
  if (bucket.api !== 's3') return {};
  return {
    's3.client.default.region': bucket.region ?? inputs.cluster.region,
    ...(bucket.endpoint && {
      's3.client.default.endpoint': bucket.endpoint,
      's3.client.default.path_style_access': true,
    }),
  };
}

/** Whether there are settings of the bucket that Elasticsearch takes from its keystore alone. */
export function hasSecureSettings({ bucket }: Pick<ElasticsearchBase, 'bucket'>): boolean {
  return bucket.api === 'azure' || (bucket.api === 's3' && bucket.credentials !== undefined);
}

/**
 * ExternalSecret with settings that Elasticsearch takes from its keystore alone: static keys, and the name of an account
 * of Azure, which is no secret. An ExternalSecret has to fetch something: that of the name fetches the name of a user.
 */
export function secureSettings(system: ElasticsearchBase): Resource[] {
  const { names, bucket } = system;
  if (!hasSecureSettings(system)) return [];
  return [externalSecret(metadataOf(system, names.secureSettings), secureValues(system, bucket.credentials))];
}

function secureValues(
  { app, names, bucket }: ElasticsearchBase,
  credentials: ElasticsearchBase['bucket']['credentials'],
): Record<string, SecretValue> {
  const key = (property: string) => credentials && secretValue('backups', credentials, property);
  if (bucket.api === 'azure') {
    const { from } = secretValue('writer', systemCredentialSource({ ...app, name: names.writer }), 'username');
    return defined({
      'azure.client.default.account': { template: bucket.account ?? '', from },
      'azure.client.default.key': key('secretKey'),
    });
  }
  return defined({
    's3.client.default.access_key': key('accessKey'),
    's3.client.default.secret_key': key('secretKey'),
  });
}

function defined(values: Readonly<Record<string, SecretValue | undefined>>): Record<string, SecretValue> {
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value ? [[key, value]] : [])));
}

/**
 * What Elasticsearch is told about snapshots: one of these indices a day, into its folder of the bucket.
 * https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-slm-put-lifecycle
 */
export function toldSnapshots(system: ElasticsearchBase, indices: string): Readonly<Record<string, Told>> {
  const { hour, keepDays } = system.settings.snapshots;
  const policy = {
    schedule: `0 30 ${hour} * * ?`,
    name: `<${system.name}-{now/d}>`,
    repository,
    config: { indices: [indices], include_global_state: false },
    retention: { expire_after: `${keepDays}d`, min_count: 1 },
  };
  return {
    'repository.json': { path: `_snapshot/${repository}`, document: snapshotRepository(system) },
    'snapshots.json': { path: `_slm/policy/${kept}`, document: policy },
  };
}

/** Name of the policies by which Elasticsearch keeps what it has. */
export const kept = 'kept';
const repository = 'backups';

/** The bucket as Elasticsearch knows it: each Elasticsearch of each cluster has a folder of its own, for two would spoil it. */
function snapshotRepository(system: ElasticsearchBase): object {
  const { bucket } = system;
  const place = { base_path: folderOf(system) };
  if (bucket.api === 'azure') return { type: 'azure', settings: { container: bucket.bucket, ...place } };
  return { type: bucket.api, settings: { bucket: bucket.bucket, ...place } };
}

function folderOf({ app, inputs }: ElasticsearchBase): string {
  return `${inputs.environment.name}/${inputs.cluster.name}/${app.name}`;
}

/**
 * Access of Elasticsearch to the bucket, and what the entry with its keys holds:
 * https://www.elastic.co/docs/deploy-manage/tools/snapshot-and-restore/s3-repository#repository-s3-permissions
 */
export function snapshotAccess(system: ElasticsearchBase): readonly Declared[] {
  const { app, owner, inputs, bucket } = system;
  const may = onBucket(bucket, ['read', 'write', 'delete', 'list', 'inspect'], folderOf(system));
  const { credentials } = bucket;
  if (!credentials) return accessByIdentity(app.name, owner, inputs, may);
  return [
    ...accessByIdentity(app.name, owner, inputs, []),
    ...(may.length > 0 ? accessByKeys(credentials.key, may) : []),
    ...keysIn(credentials, bucketKeys),
  ];
}
