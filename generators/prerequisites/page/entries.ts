import { developmentSecrets } from '../../blocks/platform/developmentSecrets.ts';
import type { Key } from '../../model/appId.ts';
import type { Cluster } from '../../model/settings/index.ts';
import { vaultName } from '../clouds/azure.ts';
import type { ClusterNeeds, NeededEntry } from '../needs.ts';
import { block, inCode, inWords, markdownTable } from './markdown.ts';

const sameValues =
  ' Their values are the same in the manager of every cluster, because databases are copied and restored with their passwords; only keys of a bucket are those of the bucket that the cluster itself uses: change them in the file before the next cluster.';

/** A property of an entry, with the clusters that ask for it. */
interface Wanted {
  readonly entry: string;
  readonly property: string;
  readonly key: Key | undefined;
  readonly readers: readonly string[];
  readonly clusters: readonly { readonly name: string; readonly later: boolean }[];
}

/**
 * The entries of an environment: its clusters ask for the same ones, each in the manager of its own cloud, and the values
 * have to be the same there.
 */
export function entriesSection(all: readonly ClusterNeeds[]): readonly string[] {
  const wanted = wantedBy(all);
  if (wanted.length === 0) return ['## Secrets', 'The clusters read no entry.'];
  return [
    '## Secrets',
    `Each entry is JSON: an object with these properties.${all.length > 1 ? sameValues : ''}`,
    ...markdownTable(
      ['entry', 'property', 'what', 'read by', ...(all.length > 1 ? ['in'] : [])],
      wanted.map(({ entry, property, key, readers, clusters }, index) => [
        wanted[index - 1]?.entry === entry ? '' : inCode(entry),
        property === '' ? 'the whole of it' : inCode(property),
        what(key),
        readers.join(', '),
        ...(all.length > 1 ? [places(clusters, all)] : []),
      ]),
    ),
    'Write them into files that nobody else can read, so that no secret is in the history of the shell or in a list of processes. Random values are made; put the others in place of what is in `<…>`. `jq --raw-input --slurp . FILE` shows a file as a text of JSON.',
    block('sh', [
      'umask 077',
      'secrets=$(mktemp -d)',
      ...[...Map.groupBy(wanted, ({ entry }) => entry)].flatMap(([entry, own]) => [
        `cat > "$secrets/${entry}" <<END`,
        ...file(own),
        'END',
      ]),
      '$EDITOR "$secrets"/*',
      'for file in "$secrets"/*; do jq -e \'all(.[]; startswith("<") | not)\' "$file" > /dev/null || echo "not complete: $file"; done',
    ]),
    'Bring them into the manager of each cluster, as its section says, and then delete them: `rm -r "$secrets"`.',
  ];
}

function wantedBy(all: readonly ClusterNeeds[]): readonly Wanted[] {
  const each = all.flatMap(({ cluster, entries }) =>
    entries.flatMap((entry) => entry.properties.map((property) => ({ cluster, entry, property }))),
  );
  const groups = Map.groupBy(each, ({ entry, property }) => JSON.stringify([entry.name, property.name]));
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => {
      const [first] = own;
      if (!first) return [];
      return [
        {
          entry: first.entry.name,
          property: first.property.name,
          key: own.find(({ property }) => property.key)?.property.key,
          readers: [...new Set(own.flatMap(({ entry }) => entry.readers))].sort(),
          clusters: own.map(({ cluster, property }) => ({ name: cluster.name, later: property.later })),
        },
      ];
    });
}

function what(key: Key | undefined): string {
  if (key?.kind === 'random') return key.format === 'hex' ? 'random, 64 hexadecimal digits' : 'random';
  return key?.what ?? '';
}

function places(clusters: Wanted['clusters'], all: readonly ClusterNeeds[]): string {
  const now = clusters.filter(({ later }) => !later).map(({ name }) => name);
  const later = clusters.filter((one) => one.later).map(({ name }) => name);
  if (now.length === all.length) return 'all';
  const parts = [inWords(now), later.length > 0 ? `once active: ${inWords(later)}` : ''];
  return parts.filter((part) => part !== '').join('; ');
}

/** The content of an entry, for a shell that makes its random values. */
function file(own: readonly Wanted[]): readonly string[] {
  const members = own.map(({ property, key }) => `  "${property}": "${value(property, key)}"`);
  return ['{', ...members.map((member, index) => (index < members.length - 1 ? `${member},` : member)), '}'];
}

function value(property: string, key: Key | undefined): string {
  if (key?.kind === 'random') return `$(openssl rand -hex ${key.format === 'hex' ? 32 : 16})`;
  return `<${(key?.what ?? property).replaceAll(/["\\$`]/g, '')}>`;
}

/** How a cluster's entries get into its manager. */
export function entriesOfCluster({ cluster, entries }: ClusterNeeds): readonly string[] {
  if (entries.length === 0) return [];
  const { what: manager, commands } = managerOf(cluster);
  const later = entries.filter((entry) => entry.later).map(({ name }) => inCode(name));
  const once = later.length > 0 ? ` Only once it is active: ${inWords(later)}.` : '';
  return [
    '### Entries',
    `${manager}${once}`,
    block('sh', [`for entry in ${entries.map(({ name }: NeededEntry) => name).join(' ')}; do`, ...commands, 'done']),
  ];
}

/**
 * The manager of a cluster, and what brings the file `$secrets/$entry` into it as the entry `$entry`. Names may have the
 * characters that Key Vault takes, the fewest of all: letters, digits and `-`.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/create_secret.html ·
 * https://cloud.google.com/secret-manager/docs/creating-and-accessing-secrets ·
 * https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates
 */
function managerOf(cluster: Cluster): { readonly what: string; readonly commands: readonly string[] } {
  switch (cluster.cloud) {
    case 'aws':
      return {
        what: `AWS Secrets Manager of the account ${cluster.account} in ${cluster.region}, one secret for each entry: text, of the form JSON.`,
        commands: [
          `  aws secretsmanager create-secret --region ${cluster.region} --name "$entry" --secret-string "file://$secrets/$entry"`,
        ],
      };
    case 'google':
      return {
        what: `Secret Manager of the project ${cluster.project}, one secret for each entry; its latest version is read.`,
        commands: [
          `  gcloud secrets create "$entry" --project=${cluster.project} --replication-policy=automatic --data-file="$secrets/$entry"`,
        ],
      };
    case 'azure': {
      const vault = vaultName(cluster.vault);
      return {
        what: `Key Vault ${vault} with access by roles (RBAC), one secret for each entry.`,
        commands: [
          `  az keyvault secret set --vault-name ${vault} --name "$entry" --encoding utf-8 --file "$secrets/$entry" > /dev/null`,
        ],
      };
    }
    case 'local':
      return {
        what: `The namespace \`${developmentSecrets}\` of the cluster itself: one Secret for each entry, a key for each property. All random values are made there.`,
        commands: [
          `  jq --arg name "$entry" '{apiVersion: "v1", kind: "Secret", metadata: {name: $name}, stringData: .}' "$secrets/$entry" |`,
          `    kubectl --namespace ${developmentSecrets} create --filename -`,
        ],
      };
  }
}
