import { type IdentityCloud, isIdentityOf } from '../../model/settings/identity.ts';
import { awsPolicy, awsTrust, type EntriesPlace } from '../clouds/aws.ts';
import { azureGrants, azureTrust, vaultName } from '../clouds/azure.ts';
import { googleGrants, googleTrust } from '../clouds/google.ts';
import { distinct } from '../distinct.ts';
import type { ActingAccount, ClusterNeeds, NeededEntry, NeededIdentity } from '../needs.ts';
import { block, folded, inCode, markdownTable, readableJson } from './markdown.ts';
import { rightsInWords } from './rights.ts';

/** An identity in the whole environment: a role may be that of several clusters. */
export interface SharedIdentity {
  readonly id: string;
  readonly cloud: IdentityCloud | undefined;
  readonly may: NeededIdentity['may'];
  /** Where accounts act as it. */
  readonly at: readonly { readonly needs: ClusterNeeds; readonly accounts: readonly ActingAccount[] }[];
}

const clouds: readonly IdentityCloud[] = ['aws', 'google', 'azure'];

/**
 * The identities that a cluster's accounts act as. Its documents stand at the first cluster of the environment that names
 * it.
 */
export function identitiesOfCluster(needs: ClusterNeeds, all: ReadonlyMap<string, SharedIdentity>): readonly string[] {
  const { identities, cluster } = needs;
  const holders = needs.entries.filter(({ may }) => may.length > 0);
  if (identities.length === 0 && holders.length === 0) return [];
  const shared = identities.flatMap(({ id }) => all.get(id) ?? []);
  const own = shared.filter(({ at }) => at[0]?.needs === needs);
  return [
    '### Identities',
    'Each is tied to service accounts of the cluster by their tokens; none has a key.',
    ...markdownTable(
      ['identity', 'of', 'service accounts', 'may'],
      identities.map(({ id, owner, accounts, may, later }) => {
        const first = shared.find((one) => one.id === id)?.at[0]?.needs.cluster.name;
        const where = first === undefined || first === cluster.name ? '' : ` (documents: [${first}](#${first}))`;
        return [
          `${inCode(shortName(id))}${where}`,
          `${owner}${later ? ', once active' : ''}`,
          accounts.map(({ namespace, name }) => inCode(`${namespace}/${name}`)).join(', '),
          rightsInWords(may),
        ];
      }),
    ),
    ...howTo(own),
    ...own.map((one) => folded(`${one.id}`, documents(one))),
    ...holders.flatMap((entry) => keyHolder(entry, needs)),
  ];
}

/** The identities of an environment, by their names. */
export function sharedIdentities(all: readonly ClusterNeeds[]): ReadonlyMap<string, SharedIdentity> {
  const named = all.flatMap((needs) => needs.identities.map((one) => ({ needs, ...one })));
  const groups = Map.groupBy(named, ({ id }) => id);
  return new Map(
    [...groups].map(([id, at]) => {
      const cloud = clouds.find((one) => isIdentityOf(one, id));
      return [id, { id, cloud, may: distinct(at.flatMap(({ may }) => may)), at }];
    }),
  );
}

function howTo(own: readonly SharedIdentity[]): readonly string[] {
  const ofAws = own.some(({ cloud }) => cloud === 'aws');
  return ofAws
    ? [
        'Save the two documents of a role as `trust.json` and `policy.json`. In them `ISSUER-OF-<cluster>` stands for the issuer of the tokens of that cluster without `https://`, which the section of each cluster shows how to find; IAM needs a provider for each.',
        block('sh', [
          'aws iam create-open-id-connect-provider --url "https://$issuer" --client-id-list sts.amazonaws.com   # once for each issuer',
          'aws iam create-role --role-name "$role" --assume-role-policy-document file://trust.json',
          'aws iam put-role-policy --role-name "$role" --policy-name prerequisites --policy-document file://policy.json',
        ]),
      ]
    : [];
}

function documents(shared: SharedIdentity): readonly string[] {
  switch (shared.cloud) {
    case 'aws':
      return ofRole(shared);
    case 'google':
      return ofServiceAccount(shared);
    case 'azure':
      return ofManagedIdentity(shared);
    case undefined:
      return [];
  }
}

function ofRole({ id, may, at }: SharedIdentity): readonly string[] {
  const trusted = at.map(({ needs, accounts }) => ({
    cluster: needs.cluster.name,
    subjects: accounts.map(({ namespace, name }) => `system:serviceaccount:${namespace}:${name}`),
  }));
  const [, partition = 'aws'] = id.split(':');
  const policy = awsPolicy(may, partition, entriesInAws(at.map(({ needs }) => needs)));
  return [
    '`trust.json`',
    block('json', [readableJson(awsTrust(id, trusted))]),
    ...(policy ? ['`policy.json`', block('json', [readableJson(policy)])] : ['It needs no policy.']),
  ];
}

function entriesInAws(all: readonly ClusterNeeds[]): readonly EntriesPlace[] {
  return all.flatMap(({ cluster, entries }) =>
    cluster.cloud === 'aws'
      ? [{ region: cluster.region, account: cluster.account, names: entries.map(({ name }) => name) }]
      : [],
  );
}

function ofServiceAccount({ id, may, at }: SharedIdentity): readonly string[] {
  const [name = '', host = ''] = id.split('@');
  const [project = ''] = host.split('.');
  const entries = at.flatMap(({ needs: { cluster, entries: own } }) =>
    cluster.cloud === 'google' ? [{ project: cluster.project, names: own.map((entry) => entry.name) }] : [],
  );
  const trust = at.flatMap(({ needs: { cluster }, accounts }) =>
    googleTrust(id, accounts, {
      name: cluster.name,
      project: cluster.cloud === 'google' ? cluster.project : undefined,
    }),
  );
  const create = `gcloud iam service-accounts create ${name} --project=${project}`;
  return [block('sh', [create, ...trust, ...googleGrants(id, may, entries)])];
}

function ofManagedIdentity({ id, may, at }: SharedIdentity): readonly string[] {
  const entries = at.flatMap(({ needs: { cluster, entries: own } }) =>
    cluster.cloud === 'azure' ? [{ vault: vaultName(cluster.vault), names: own.map((entry) => entry.name) }] : [],
  );
  const trust = at.flatMap(({ needs, accounts }) => azureTrust(needs.cluster.name, accounts));
  return [
    '`$identity` and `$group` are the name of the managed identity with this client ID and its resource group, `$issuer` the issuer of the tokens of the cluster.',
    block('sh', [...trust, ...azureGrants(id, may, entries)]),
  ];
}

/** Whoever the static keys in an entry belong to, and what they have to be allowed. */
function keyHolder({ name, may }: NeededEntry, { cluster }: ClusterNeeds): readonly string[] {
  const summary = `Static keys in <code>${name}</code>: ${rightsInWords(may).replaceAll('`', '')}`;
  const policy = awsPolicy(may, 'aws', []);
  if (policy)
    return [folded(summary, ['The policy of the user whose access key it is:', block('json', [readableJson(policy)])])];
  const email = `${name}@${cluster.cloud === 'google' ? cluster.project : 'PROJECT'}.iam.gserviceaccount.com`;
  const grants = googleGrants(email, may, []);
  if (grants.length > 0) {
    const [account] = email.split('@');
    return [
      folded(summary, [
        'An HMAC key of a service account of its own:',
        block('sh', [
          `gcloud iam service-accounts create ${account} --project=${email.split('@')[1]?.split('.')[0]}`,
          ...grants,
          `gcloud storage hmac create ${email}   # prints both: put them into the file of the entry`,
        ]),
      ]),
    ];
  }
  const account = may.flatMap((right) => (right.to === 'bucket' ? (right.bucket.account ?? []) : []))[0];
  const content =
    account === undefined
      ? 'Keys of the server that holds the bucket, with these rights.'
      : `A key of the storage account: \`az storage account keys list --account-name ${account}\`. It opens all of that account: give backups one of their own.`;
  return [folded(summary, [content])];
}

/** The last part of a role's ARN, the e-mail or the client ID. */
function shortName(id: string): string {
  return id.startsWith('arn:') ? id.slice(id.indexOf(':role/') + ':role/'.length) : id;
}
