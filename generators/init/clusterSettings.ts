import { parse } from 'yaml';
import type { Answers } from './answers.ts';
import type { AskedCluster } from './clusters.ts';
import { contractsOf, whereDataIs } from './dataSystems.ts';
import type { NewFleet } from './newFleet.ts';
import { hasBackups, watches } from './questions.ts';

/** The entry of a cluster, in the order in which people read it. The first of an environment is active. */
export function clusterSettings(
  sample: string,
  asked: AskedCluster,
  index: number,
  wanted: NewFleet,
): Record<string, unknown> {
  const { answers } = wanted;
  const { name, cloud, region } = asked;
  const isLone = answers.list('clusters', asked.environment).length < 2;
  return {
    name,
    ...(!isLone && { ring: index === 0 ? 'primary' : 'standby' }),
    cloud,
    gateway: answers.get('gateway', name),
    ...accountOf(answers, asked),
    region,
    zones: answers.list('zones', name),
    kubernetes: answers.get('kubernetes', name),
    role: index === 0 ? 'active' : 'standby',
    controlPlane: { networks: answers.list('control-plane', name) },
    provided: answers.list('provided', name),
    ...(!watches(answers, 'prometheus') && {
      prometheus: {
        url: answers.get('prometheus-url', name),
        scraper: { namespace: answers.get('prometheus-scraper', name) },
      },
    }),
    nodes: (parse(sample) as { clusters: readonly { nodes: unknown }[] }).clusters[0]?.nodes,
    identities: wanted.identities.get(name) ?? {},
    data: bucketsOf(asked, wanted),
    ...archives(asked, wanted),
  };
}

function accountOf(answers: Answers, { cloud, name }: AskedCluster): Record<string, string> {
  const keys = { aws: ['account'], google: ['project'], azure: ['tenant', 'vault'] }[cloud];
  return Object.fromEntries(keys.map((key) => [key, answers.get(key, name)]));
}

const apis = { aws: 's3', google: 'gcs', azure: 'azure' } as const;

/** The bucket of an answer: in Azure a container of a storage account. */
function bucketIn(value: string): { readonly bucket: string; readonly account?: string } {
  const [account = '', bucket] = value.split('/');
  return bucket === undefined ? { bucket: account } : { account, bucket };
}

function bucketsOf({ name, cloud }: AskedCluster, { answers, catalogue }: NewFleet): Record<string, unknown> {
  const asked = {
    uploads: answers.get('uploads', name),
    ...(hasBackups(catalogue, answers) && { backups: answers.get('backups', name) }),
  };
  return Object.fromEntries(
    Object.entries(asked).map(([contract, value]) => [
      contract,
      { provider: 'external', api: apis[cloud], ...bucketIn(value) },
    ]),
  );
}

/** Where each PostgreSQL keeps its archive, and who of another cluster reads it. */
function archives({ name }: AskedCluster, { answers, catalogue }: NewFleet): { apps?: Record<string, unknown> } {
  const databases = catalogue.apps.filter(
    ({ provides }) =>
      provides?.contract.kind === 'postgresql' &&
      contractsOf(catalogue).some(
        (one) => one.name === provides.contract.name && whereDataIs(one, answers) === 'inside',
      ),
  );
  if (databases.length === 0) return {};
  const [reader, readerPool] = [answers.get('backup-reader', name), answers.get('backup-reader-pool', name)];
  const backup = {
    ...bucketIn(answers.get('backups', name)),
    ...(reader && { reader }),
    ...(readerPool && { readerPool }),
  };
  return { apps: Object.fromEntries(databases.map((app) => [app.name, { backup }])) };
}
