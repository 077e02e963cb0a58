import type { Contract } from '../model/edge.ts';
import type { Catalogue } from '../model/fleet.ts';
import { isReservedDomain } from '../model/reservedDomain.ts';
import { GitAddress, IssuerAddress, QueryAddress, RedirectAddress, WebAddress } from '../model/settings/addresses.ts';
import { clusterSchemas, gateways } from '../model/settings/cluster.ts';
import { BucketSettings } from '../model/settings/contract.ts';
import { identityForm, isIdentityOf } from '../model/settings/identity.ts';
import { ciSystems, Owners } from '../model/settings/pipelines.ts';
import { Group, Host, Name, NetworkCidr, StorageAccount } from '../model/settings/scalars.ts';
import { type Answers, listed } from './answers.ts';
import { clusterForm, clustersOf, companyClouds, environmentsOf, namesIn } from './clusters.ts';
import { contractsOf, dataSystems, whereDataIs } from './dataSystems.ts';
import { dnsForm, zoneOf } from './dnsAnswer.ts';
import { noneOf, unlike, unlikeEach } from './forms.ts';
import { askedIdentities } from './identities.ts';
import { outsideForm } from './outsideAnswer.ts';
import { forAll, type InitQuestion } from './question.ts';

const text = (
  flag: string,
  asks: string,
  mistake: InitQuestion['mistake'],
  more: Partial<InitQuestion> = {},
): InitQuestion => ({
  flag,
  asks,
  names: () => [forAll],
  mistake,
  ...more,
});

const perCluster = (clusters: (answers: Answers) => readonly string[]) =>
  ({ per: 'cluster', names: clusters }) as const;
const everyCluster = perCluster((answers) => clustersOf(answers).map(({ name }) => name));
const where = (isAsked: (answers: Answers) => boolean) => ({
  names: (answers: Answers) => (isAsked(answers) ? [forAll] : []),
});

/** What watches the clusters: parts of monitoring that a team may leave out. */
export const monitoringParts = ['prometheus', 'grafana', 'alertmanager', 'logs'] as const;
export const watches = (answers: Answers, part: (typeof monitoringParts)[number]): boolean =>
  answers.list('monitoring').includes(part);

const hasHub = (answers: Answers) => !['', 'none'].includes(answers.get('hub'));
const hasStaff = (answers: Answers) => watches(answers, 'grafana') || hasHub(answers);

/** Whether a database, or the store of logs, runs inside the clusters: it is backed up into a bucket. */
export const hasBackups = (catalogue: Pick<Catalogue, 'contracts'>, answers: Answers): boolean =>
  watches(answers, 'logs') ||
  contractsOf(catalogue).some(
    (contract) => !['queue', 'cache'].includes(contract.kind) && whereDataIs(contract, answers) === 'inside',
  );

/** Clusters whose PostgreSQL is copied from or to another one: each reads the other's archive. */
export function copyingClusters(answers: Answers): ReturnType<typeof clustersOf> {
  if (!answers.list('systems').includes('postgresql')) return [];
  const all = clustersOf(answers);
  return all.filter(({ environment }) => all.filter((one) => one.environment === environment).length > 1);
}

const { properties: bucketProperties } = BucketSettings;
const isBucket = (value: string, answers: Answers, cluster: string): string | undefined => {
  const parts = value.split('/');
  const bucket = parts.at(-1) ?? '';
  if (namesIn(answers, 'azure').includes(cluster)) {
    if (parts.length !== 2) return 'is not <storage account>/<container>';
    return unlike(StorageAccount(), parts[0] ?? '') ?? unlike(bucketProperties.bucket, bucket);
  }
  return unlike(bucketProperties.bucket, value);
};

const owned = (value: string) => (isReservedDomain(value) ? 'is a domain that nobody can have' : undefined);

/** All questions, in the order in which one decides about the next. */
export function questionsFor(catalogue: Catalogue): readonly InitQuestion[] {
  const { aws, google, azure } = clusterSchemas;
  const outside = (answers: Answers): readonly Contract[] =>
    contractsOf(catalogue).filter((contract) => whereDataIs(contract, answers) === 'outside');
  return [
    text('name', 'What the backend is called, such as acme: it begins the names of secrets and roles.', (value) =>
      unlike(Name(''), value),
    ),
    text('domain', 'The domain under which production is published, such as acme.dev.', (value) => {
      if (!value.includes('.')) return 'is no domain: it has no dot';
      return unlike(Host(''), value) ?? owned(value);
    }),
    text('repository', 'The address of this repository, from which Argo CD syncs: https://… or ssh://….', (value) =>
      unlike(GitAddress(''), value),
    ),
    text('ci', `Whose pipelines are generated: ${ciSystems.join(', ')}, or none.`, (value) => noneOf(ciSystems, value)),
    text(
      'reviewers',
      'Who must review changes, for CODEOWNERS: users or teams such as @acme/platform, or none.',
      (value) => unlikeEach(Owners.properties.engine.items, value, 0),
    ),
    text('redirects', 'Where the mobile app may be sent after login, such as dev.acme.app:/oauth2redirect.', (value) =>
      value.includes('com.example.') ? 'is the address of the sample' : unlikeEach(RedirectAddress(), value),
    ),
    text(
      'environments',
      'Which environments there are, of development (on a machine of its own), staging and production.',
      (value) =>
        listed(value).some((one) => one !== 'development')
          ? noneOf(['development', 'staging', 'production'], value)
          : 'has neither staging nor production',
      { standard: () => 'development,production' },
    ),
    text(
      'clusters',
      `The clusters, the first of them active: name:cloud:region, such as eu:google:europe-west1. Clouds: ${companyClouds.join(', ')}.`,
      clustersMistake,
      { per: 'environment', names: environmentsOf },
    ),
    text(
      'zones',
      'The zones of its nodes, as their label topology.kubernetes.io/zone names them.',
      zonesMistake,
      everyCluster,
    ),
    text('kubernetes', 'The minor version of Kubernetes.', (value) => unlike(aws.properties.kubernetes, value), {
      ...everyCluster,
      standard: () => '1.35',
    }),
    text(
      'account',
      'The AWS account.',
      (value) => unlike(aws.properties.account, value),
      perCluster((answers) => namesIn(answers, 'aws')),
    ),
    text(
      'project',
      'The project of Google Cloud.',
      (value) => unlike(google.properties.project, value),
      perCluster((answers) => namesIn(answers, 'google')),
    ),
    text(
      'tenant',
      'The Microsoft Entra tenant.',
      (value) => unlike(azure.properties.tenant, value),
      perCluster((answers) => namesIn(answers, 'azure')),
    ),
    text(
      'vault',
      'The address of the Key Vault with the secrets.',
      (value) => unlike(azure.properties.vault, value),
      perCluster((answers) => namesIn(answers, 'azure')),
    ),
    text(
      'control-plane',
      "Networks of the API server's addresses, such as 10.0.0.0/28.",
      (value) => unlikeEach(NetworkCidr(), value),
      everyCluster,
    ),
    text('provided', 'What runs there already: metrics-server, node-local-dns, cloud-dns, or none.', providedMistake, {
      ...everyCluster,
      standard: providedByCloud,
    }),
    text(
      'gateway',
      `What lets traffic in: ${gateways.join(', ')}.`,
      (value) => unlike({ enum: gateways } as never, value),
      { ...everyCluster, standard: () => 'istio' },
    ),
    text(
      'dns',
      `The public zone of the domain: ${dnsForm}, or none for certificates that the cluster signs itself.`,
      (value, answers, environment) => {
        if (value === 'none') return undefined;
        const zone = zoneOf(value);
        if (typeof zone === 'string') return zone;
        const strange = clustersOf(answers).find(
          (one) => one.environment === environment && !reaches(zone.service, one.cloud),
        );
        return (
          strange &&
          `cannot be written to from ${strange.name}: with clusters of several clouds the zone is in Route 53`
        );
      },
      { per: 'environment', names: environmentsOf },
    ),
    text(
      'systems',
      `Which data systems run inside the clusters: ${Object.keys(dataSystems).join(', ')}, or none.`,
      (value) => noneOf(Object.keys(dataSystems), value),
      { standard: () => 'postgresql,rabbitmq,valkey' },
    ),
    text(
      'outside-systems',
      'Which of mysql, mongodb and cassandra are outside the clusters; those named nowhere are deleted with the apps that use them.',
      (value, answers) => {
        const twice = listed(value).find((one) => answers.list('systems').includes(one));
        return twice ? `has ${twice}, which --systems has inside` : noneOf(['mysql', 'mongodb', 'cassandra'], value);
      },
      { standard: () => 'none' },
    ),
    text('outside', `Where this data is: ${outsideForm.words}.`, (value) => outsideForm.mistake(value), {
      per: 'contract',
      names: (answers) => outside(answers).map(({ name }) => name),
    }),
    text('uploads', 'The bucket of uploads (Azure: account/container).', isBucket, everyCluster),
    text(
      'backups',
      'The bucket of backups (Azure: account/container): no app may reach it.',
      isBucket,
      perCluster((answers) => (hasBackups(catalogue, answers) ? clustersOf(answers).map(({ name }) => name) : [])),
    ),
    text(
      'backup-reader',
      'The identity by which a cluster reads the backups of the other ones.',
      (value, answers, name) => {
        const cloud = clustersOf(answers).find((one) => one.name === name)?.cloud;
        return !cloud || isIdentityOf(cloud, value) ? undefined : `is not ${identityForm(cloud)}`;
      },
      perCluster((answers) => copyingClusters(answers).map(({ name }) => name)),
    ),
    text(
      'backup-reader-pool',
      'The workload identity pool for clusters outside Google Cloud: projects/<number>/locations/global/workloadIdentityPools/<name>.',
      (value) =>
        /^projects\/[0-9]+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]{4,32}$/.test(value)
          ? undefined
          : 'is no pool',
      perCluster((answers) =>
        copyingClusters(answers)
          .filter(({ cloud }) => cloud === 'google')
          .map(({ name }) => name),
      ),
    ),
    text(
      'monitoring',
      `What watches inside the clusters: ${monitoringParts.join(', ')}, or none.`,
      (value) => noneOf(monitoringParts, value),
      { standard: () => 'prometheus,grafana,alertmanager' },
    ),
    text(
      'prometheus-url',
      'Where your own Prometheus answers queries: the address before /api/v1/query.',
      (value) => unlike(QueryAddress(''), value),
      perCluster((answers) => (watches(answers, 'prometheus') ? [] : clustersOf(answers).map(({ name }) => name))),
    ),
    text(
      'prometheus-scraper',
      'The namespace of the pods that read metrics for it.',
      (value) => unlike(Name(''), value),
      perCluster((answers) => (watches(answers, 'prometheus') ? [] : clustersOf(answers).map(({ name }) => name))),
    ),
    text(
      'alerts',
      'By what people are told of alerts: slack, pagerduty or webhook.',
      (value) => unlike({ enum: ['slack', 'pagerduty', 'webhook'] } as never, value),
      where((answers) => watches(answers, 'alertmanager')),
    ),
    text(
      'hub',
      'The host name of Argo CD, in a cluster of its own that syncs all others; none to sync by other means.',
      (value) => (value === 'none' ? undefined : (unlike(Host(''), value) ?? owned(value))),
    ),
    text(
      'hub-cloud',
      'The cloud of that cluster.',
      (value) => unlike({ enum: companyClouds } as never, value),
      where(hasHub),
    ),
    text(
      'issuer',
      "The issuer of the staff's identity provider: https://….",
      (value) => unlike(IssuerAddress(''), value),
      where(hasStaff),
    ),
    text('admins', 'Groups of staff who may do everything.', (value) => unlikeEach(Group(), value), where(hasStaff)),
    text('readers', 'Groups of staff who may read.', (value) => unlikeEach(Group(), value), where(hasStaff)),
    ...(['authorize', 'token', 'userinfo'] as const).map((part) =>
      text(
        part,
        `The ${part} endpoint of that provider, for Grafana.`,
        (value) => unlike(WebAddress(''), value),
        where((answers) => watches(answers, 'grafana')),
      ),
    ),
    text(
      'identities',
      'Cloud identities by app, as app:identity, where they are not those that the name gives.',
      (value, answers, name) => askedIdentities(value, answers, name),
      { ...everyCluster, standard: () => 'none' },
    ),
  ];
}

function clustersMistake(value: string, answers: Answers, environment: string): string | undefined {
  const parts = listed(value);
  if (parts.length === 0) return 'names no cluster';
  const before = clustersOf(answers).filter((one) => one.environment !== environment);
  const names = parts.map((part) => part.split(':')[0] ?? '');
  const wrong = parts.map((part, index) => {
    const [, name = '', cloud, region = ''] = clusterForm.exec(part) ?? [];
    const known = companyClouds.find((one) => one === cloud);
    if (name === '') return `has ${part}, which is not name:cloud:region`;
    if (!known) return `has the cloud ${cloud}, which is none of ${companyClouds.join(', ')}`;
    const { properties } = clusterSchemas[known];
    const why = unlike(properties.name, name) ?? unlike(properties.region, region);
    if (why !== undefined) return `has ${part}, which ${why}`;
    const isTaken = names.indexOf(name) !== index || before.some((one) => one.name === name);
    return isTaken ? `has the name ${name} twice: names are unique in the whole fleet` : undefined;
  });
  return wrong.find((why) => why !== undefined);
}

/** The zones of a cloud after the region, as in `read/cross/checkZones.ts`, which sees them once more in their file. */
const zoneEnds = { aws: /^[a-z]$/, google: /^-[a-z]$/, azure: /^-[1-9]$/ } as const;

function zonesMistake(value: string, answers: Answers, name: string): string | undefined {
  const why = unlikeEach(clusterSchemas.aws.properties.zones.items, value);
  const cluster = clustersOf(answers).find((one) => one.name === name);
  if (why !== undefined || !cluster) return why;
  const { region, cloud } = cluster;
  const strange = listed(value).find(
    (zone) => !zone.startsWith(region) || !zoneEnds[cloud].test(zone.slice(region.length)),
  );
  return strange && `has ${strange}, which is no zone of ${region}`;
}

const provided = { aws: 'none', google: 'metrics-server,node-local-dns', azure: 'metrics-server' } as const;

function providedByCloud(answers: Answers, name: string): string | undefined {
  const cluster = clustersOf(answers).find((one) => one.name === name);
  return cluster && provided[cluster.cloud];
}

function providedMistake(value: string, answers: Answers, name: string): string | undefined {
  const known = ['metrics-server', 'node-local-dns'];
  return noneOf(namesIn(answers, 'google').includes(name) ? [...known, 'cloud-dns'] : known, value);
}

const reaches = (service: string, cloud: string) =>
  service === 'route53' || service === { google: 'cloud-dns', azure: 'azure-dns' }[cloud];
