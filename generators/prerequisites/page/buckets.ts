import { dnsClouds } from '../../model/settings/dns.ts';
import type { Cluster } from '../../model/settings/index.ts';
import type { Bucket, ClusterNeeds } from '../needs.ts';
import { block, inCode, inWords, markdownTable } from './markdown.ts';
import { nameOfBucket } from './rights.ts';

const cloudOf = { s3: 'aws', gcs: 'google', azure: 'azure' } as const;

/** The buckets that a cluster's apps use, and how those of its own cloud are made. */
export function bucketsOfCluster(needs: ClusterNeeds, makers: BucketMakers): readonly string[] {
  const { buckets, cluster, environment } = needs;
  if (buckets.length === 0) return [];
  const made = buckets.filter(({ place }) => makers.get(nameOfBucket(place)) === needs);
  return [
    '### Buckets',
    'Old versions of objects are kept for 30 days and parts of unfinished uploads for 7. No rule deletes an object in use: apps and databases delete what they no longer need themselves. [Why](../data/buckets.md).',
    ...markdownTable(
      ['bucket', 'used by', 'folder', 'may'],
      buckets.flatMap(({ place, users }) =>
        users.map(({ app, folder, may }, index) => [
          index === 0 ? inCode(nameOfBucket(place)) : '',
          app,
          folder === undefined ? '' : inCode(folder),
          inWords(may),
        ]),
      ),
    ),
    ...made.map((bucket) => block('sh', commandsFor(bucket, cluster, `https://${environment.settings.domain}`))),
  ];
}

/** The first cluster of an environment that uses a bucket of its own cloud, by the name of the bucket. */
export type BucketMakers = ReadonlyMap<string, ClusterNeeds>;

export function bucketMakers(all: readonly ClusterNeeds[]): BucketMakers {
  const makers = new Map<string, ClusterNeeds>();
  for (const needs of all) {
    for (const bucket of needs.buckets) {
      const name = nameOfBucket(bucket.place);
      if (isOf(bucket, needs.cluster) && !makers.has(name)) makers.set(name, needs);
    }
  }
  return makers;
}

function isOf({ place }: Bucket, { cloud }: Cluster): boolean {
  return place.endpoint === undefined && cloudOf[place.api] === cloud;
}

/** Web pages read and write by signed addresses. */
function isForPages({ users }: Bucket): boolean {
  return users.some(({ may }) => may.includes('sign'));
}

function commandsFor(bucket: Bucket, cluster: Cluster, origin: string): readonly string[] {
  const { api, bucket: name, account = '' } = bucket.place;
  const web = isForPages(bucket) ? origin : undefined;
  if (api === 's3') return inAws(name, cluster.region, web);
  if (api === 'gcs') return inGoogle(name, cluster, web);
  return inAzure(account, name, cluster.region, web);
}

/** https://docs.aws.amazon.com/cli/latest/reference/s3api/. S3 encrypts every object by itself. */
function inAws(bucket: string, region: string, web: string | undefined): readonly string[] {
  const location = region === 'us-east-1' ? '' : ` --create-bucket-configuration LocationConstraint=${region}`;
  const of = `--bucket ${bucket}`;
  const lifecycle = {
    Rules: [
      {
        ID: 'unfinished-uploads',
        Status: 'Enabled',
        Filter: { Prefix: '' },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
      {
        ID: 'old-versions',
        Status: 'Enabled',
        Filter: { Prefix: '' },
        NoncurrentVersionExpiration: { NoncurrentDays: 30 },
      },
    ],
  };
  const cors = {
    CORSRules: [
      {
        AllowedOrigins: [web],
        AllowedMethods: ['GET', 'HEAD', 'PUT'],
        AllowedHeaders: ['*'],
        ExposeHeaders: ['ETag'],
        MaxAgeSeconds: 3600,
      },
    ],
  };
  return [
    `aws s3api create-bucket ${of} --region ${region}${location}`,
    `aws s3api put-public-access-block ${of} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
    `aws s3api put-bucket-versioning ${of} --versioning-configuration Status=Enabled`,
    `aws s3api put-bucket-lifecycle-configuration ${of} --lifecycle-configuration '${JSON.stringify(lifecycle)}'`,
    ...(web === undefined ? [] : [`aws s3api put-bucket-cors ${of} --cors-configuration '${JSON.stringify(cors)}'`]),
  ];
}

/** https://cloud.google.com/sdk/gcloud/reference/storage/buckets. Cloud Storage encrypts every object by itself. */
function inGoogle(bucket: string, cluster: Cluster, web: string | undefined): readonly string[] {
  const project = cluster.cloud === 'google' ? ` --project=${cluster.project}` : '';
  const lifecycle = {
    rule: [
      { action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: 7 } },
      { action: { type: 'Delete' }, condition: { daysSinceNoncurrentTime: 30 } },
    ],
  };
  const cors = [
    { origin: [web], method: ['GET', 'HEAD', 'PUT'], responseHeader: ['Content-Type', 'ETag'], maxAgeSeconds: 3600 },
  ];
  return [
    `gcloud storage buckets create gs://${bucket}${project} --location=${cluster.region} --uniform-bucket-level-access --public-access-prevention`,
    `echo '${JSON.stringify(lifecycle)}' > lifecycle.json`,
    `gcloud storage buckets update gs://${bucket} --versioning --lifecycle-file=lifecycle.json`,
    ...(web === undefined
      ? []
      : [
          `echo '${JSON.stringify(cors)}' > cors.json`,
          `gcloud storage buckets update gs://${bucket} --cors-file=cors.json`,
        ]),
  ];
}

/**
 * https://learn.microsoft.com/cli/azure/storage. Azure encrypts every blob, and deletes blocks of unfinished uploads after
 * a week, by itself: https://learn.microsoft.com/rest/api/storageservices/put-block
 */
function inAzure(account: string, container: string, region: string, web: string | undefined): readonly string[] {
  const policy = {
    rules: [
      {
        enabled: true,
        name: 'old-versions',
        type: 'Lifecycle',
        definition: {
          filters: { blobTypes: ['blockBlob'] },
          actions: { version: { delete: { daysAfterCreationGreaterThan: 30 } } },
        },
      },
    ],
  };
  const of = `--account-name ${account}`;
  return [
    `az storage account create --name ${account} --resource-group "$group" --location ${region} --sku Standard_ZRS --allow-blob-public-access false`,
    `az storage account blob-service-properties update ${of} --resource-group "$group" --enable-versioning true --enable-delete-retention true --delete-retention-days 30`,
    `az storage account management-policy create ${of} --resource-group "$group" --policy '${JSON.stringify(policy)}'`,
    `az storage container create ${of} --name ${container} --auth-mode login`,
    ...(web === undefined
      ? []
      : [
          `az storage cors add ${of} --services b --origins ${web} --methods GET HEAD PUT OPTIONS --allowed-headers '*' --exposed-headers ETag --max-age 3600`,
        ]),
  ];
}

/** The zone of the environment's domain, and what has to lead to it. */
export function zoneSection({ environment }: Pick<ClusterNeeds, 'environment'>): readonly string[] {
  const { dns, domain } = environment.settings;
  if (!dns) {
    return [
      '## DNS',
      `No zone is named: each cluster signs its certificates itself, and people enter the hosts below \`${domain}\` or their own machine knows them.`,
    ];
  }
  const zones = {
    route53: 'Route 53',
    'cloud-dns': 'Cloud DNS',
    'azure-dns': 'Azure DNS',
  } as const;
  const where = Object.entries(dns)
    .filter(([key]) => key !== 'service')
    .map(([key, value]) => `${key} \`${value}\``);
  return [
    '## DNS',
    `${zones[dns.service]} has the public zone of \`${domain}\`, or of a domain above it: ${inWords(where)}. The registrar, or the zone above, names its servers. Certificates are proved by TXT records there, and the active cluster enters its hosts; the identities of cert-manager and external-dns, of ${dnsClouds[dns.service] === 'aws' ? 'AWS' : dnsClouds[dns.service] === 'google' ? 'Google' : 'Azure'}, may do that.`,
  ];
}
