import { quantity } from '../../../generators/model/quantity.ts';
import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { someLabels } from '../../../generators/upstream/labels.ts';
import {
  haproxyName,
  haproxyPods,
  haproxyPorts,
  mysqlBackupPods,
  mysqlSecrets,
  mysqlServerPods,
  mysqlServices,
} from '../../../generators/upstream/perconaMysql.ts';
import { fieldsIn } from '../../kubernetes/fields.ts';
import { fixed, type PodGroup } from '../../kubernetes/podGroup.ts';
import { at, count, entriesAt, listAt, textAt } from '../../kubernetes/reading.ts';
import { referencesAt } from '../../kubernetes/reference.ts';
import type { ObjectLabels } from '../../kubernetes/selector.ts';
import { bytesOf, wholeNumber } from '../../kubernetes/sizes.ts';
import { mysqlUpgrades } from '../steps/programs.ts';
import { imageSteps } from '../steps/upgrades.ts';
import {
  type Backup,
  type MadeService,
  type MemoryUse,
  madeServices,
  none,
  type Server,
  type System,
} from '../system.ts';
import {
  claimedSize,
  componentPods,
  componentQuorum,
  componentReferences,
  type PerconaComponent,
  sidecarReferences,
  sidecarResources,
  storageClass,
  storageReferences,
  storagesWritten,
} from './component.ts';
import { mysqlPromises } from './promises.ts';

/** MySQL by Percona's operator: https://docs.percona.com/percona-operator-for-mysql/ps/ */
export const perconaMysql: System = {
  pods: { 'ps.percona.com/PerconaServerMySQL': podsOfDatabase },
  images: {
    'ps.percona.com/PerconaServerMySQL': fieldsIn(
      'spec.mysql.image',
      'spec.proxy.haproxy.image',
      'spec.backup.image',
      'spec.initContainer.image',
      'spec.mysql.sidecars[].image',
    ),
  },
  secrets: {
    'ps.percona.com/PerconaServerMySQL': ({ resource: { metadata, spec } }) =>
      mysqlSecrets(metadata.name, {
        users: at(spec, ['secretsName']) as string | undefined,
        ssl: at(spec, ['sslSecretName']) as string | undefined,
      }),
  },
  references: {
    'ps.percona.com/PerconaServerMySQL': (from) => [
      ...referencesAt(from, { 'spec.secretsName': 'Secret' }),
      ...componentReferences(from, 'spec.mysql'),
      ...sidecarReferences(from, at(from.resource, ['spec', 'mysql']), 'spec.mysql'),
      ...componentReferences(from, 'spec.proxy.haproxy'),
      ...storageReferences(from),
    ],
  },
  volumes: { 'ps.percona.com/PerconaServerMySQL': fieldsIn(`spec.mysql.${claimedSize}`) },
  immutable: {
    // https://docs.percona.com/percona-operator-for-mysql/1.2.0/limitations.html
    'ps.percona.com/PerconaServerMySQL': fieldsIn('spec.mysql.clusterType', `spec.mysql.${storageClass}`),
  },
  data: { 'ps.percona.com/PerconaServerMySQL': () => true },
  quorum: {
    'ps.percona.com/PerconaServerMySQL': (built, view, podsOfNamespace) =>
      componentQuorum(built, view, podsOfNamespace, {
        suffix: 'mysql',
        path: 'spec.mysql',
      }),
  },
  memory: { 'ps.percona.com/PerconaServerMySQL': memoryOf },
  backups: { 'ps.percona.com/PerconaServerMySQL': schedulesOf },
  outside: { 'ps.percona.com/PerconaServerMySQL': storagesWritten },
  users: none,
  servers: { 'ps.percona.com/PerconaServerMySQL': serverOf },
  services: { 'ps.percona.com/PerconaServerMySQL': servicesOf },
  steps: {
    'ps.percona.com/PerconaServerMySQL': ({ now, was }) => {
      const image = (built: Built) => at(built.resource, ['spec', 'mysql', 'image']);
      return was ? imageSteps(mysqlUpgrades, 'spec.mysql.image', image(was), image(now)) : [];
    },
  },
  promises: { 'ps.percona.com/PerconaServerMySQL': mysqlPromises },
};

/**
 * Servers with the backup helper beside them, proxies, and one at a time that backs up or deletes a backup. Containers:
 * `pkg/mysql`, `pkg/haproxy` and `pkg/xtrabackup` of percona/percona-server-mysql-operator.
 */
function podsOfDatabase(built: Built): readonly PodGroup[] {
  const { metadata, spec } = built.resource;
  const [mysql, haproxy, backup] = [at(spec, ['mysql']), at(spec, ['proxy', 'haproxy']), at(spec, ['backup'])];
  const helper = at(backup, ['enabled']) === true ? [at(backup, ['resources'])] : [];
  const components: PerconaComponent[] = [
    {
      suffix: 'mysql',
      labels: mysqlServerPods(metadata.name),
      spec: mysql,
      resources: [at(mysql, ['resources']), ...helper, ...sidecarResources(mysql)],
    },
  ];
  if (at(haproxy, ['enabled']) === true) {
    const monitor = at(haproxy, ['sidecarResources', 'mysql-monit']);
    const resources = [at(haproxy, ['resources']), monitor];
    components.push({ suffix: 'haproxy', labels: haproxyPods(metadata.name), spec: haproxy, resources });
  }
  const jobs = entriesAt(backup, ['storages']).map(([name, storage]) => ({
    suffix: `backup-${name}`,
    labels: { ...(at(storage, ['labels']) as ObjectLabels | undefined), ...backupLabels },
    spec: { size: 1, priorityClassName: at(storage, ['priorityClassName']) },
    resources: [at(storage, ['resources'])],
  }));
  return [
    ...components.map((one) => componentPods(built, one)),
    ...jobs.map((one) => ({ ...componentPods(built, one), replicas: { ...fixed(1), min: 0 } })),
  ];
}

/** Labels that do not depend on the backup. */
const backupLabels = someLabels(
  mysqlBackupPods(''),
  ['name', 'managed-by', 'part-of', 'component'].map((key) => `app.kubernetes.io/${key}`),
);

/** An option of the server's configuration file, where dash and underscore mean the same. */
function option(built: Built, name: string): string | undefined {
  const configuration = textAt(built.resource, ['spec', 'mysql', 'configuration']);
  return new RegExp(`^\\s*${name.replaceAll('_', '[-_]')}\\s*=\\s*(\\w+)`, 'm').exec(configuration)?.[1];
}

/**
 * The buffer pool: "50 to 75 percent of system memory"; beside it a thread stack of 1 MiB for each connection.
 * https://dev.mysql.com/doc/refman/8.4/en/innodb-performance-midpoint_insertion.html ·
 * https://dev.mysql.com/doc/refman/8.4/en/memory-use.html
 */
function memoryOf(built: Built): MemoryUse[] {
  const pool = bytesOf(option(built, 'innodb_buffer_pool_size'));
  const limit = quantity(at(built.resource, ['spec', 'mysql', 'resources', 'limits', 'memory'])) ?? 0;
  const said = { built, field: 'spec.mysql.configuration', limit };
  return [
    { ...said, what: 'innodb_buffer_pool_size', takes: pool, part: 0.75 },
    {
      ...said,
      what: 'innodb_buffer_pool_size and the stacks of max_connections',
      takes: pool === 0 ? 0 : pool + bytesOf(option(built, 'max_connections') ?? '151') * 2 ** 20,
      part: 1,
    },
  ];
}

/** https://docs.percona.com/percona-operator-for-mysql/ps/backups-scheduled.html */
function schedulesOf(built: Built): Backup[] {
  const backup = at(built.resource, ['spec', 'backup']);
  if (at(backup, ['enabled']) !== true) return [];
  return listAt(backup, ['schedule']).map((one) => ({
    built,
    field: `spec.backup.schedule[${textAt(one, ['name'])}].keep`,
    isKept: count(at(one, ['keep']), 0) > 0,
  }));
}

/**
 * HAProxy leads port 3306 to the primary and 3307 to the others, and pools nothing. The server keeps one connection for
 * administrators; ten more are an allowance for the operator, monitors and backups.
 * https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_max_connections ·
 * https://docs.percona.com/percona-operator-for-mysql/ps/expose.html
 */
function serverOf(built: Built, _: ClusterView, podsOfNamespace: readonly PodGroup[]): Server {
  const { metadata, spec } = built.resource;
  const name = haproxyName(metadata.name);
  const proxy = podsOfNamespace.find((pods) => pods.built === built && pods.name === name);
  const isSingle = count(at(spec, ['mysql', 'size']), 1) < 2;
  const services = [
    { name, port: haproxyPorts.write, part: 'primary' as const },
    { name, port: haproxyPorts.read, part: isSingle ? ('any' as const) : ('replicas' as const) },
  ];
  return {
    built,
    limit: wholeNumber(option(built, 'max_connections'), 151),
    field: 'spec.mysql.configuration',
    reserve: 10,
    endpoints: proxy ? [{ pods: proxy, services }] : [],
  };
}

function servicesOf({ resource: { metadata } }: Built): MadeService[] {
  return madeServices(mysqlServices(metadata.name));
}
