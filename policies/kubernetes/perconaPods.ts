import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Built } from '../../generators/model/rule.ts';
import type { Pods } from './podGroup.ts';
import { at, count, entries, list, text } from './reading.ts';
import { podAmounts } from './requests.ts';
import type { Labels } from './selector.ts';

/** The pods of one component, before the object they come from is known. */
interface Component {
  readonly suffix: string;
  readonly labels: Labels;
  readonly spec: unknown;
  /** What each of its containers asks for. */
  readonly resources: readonly unknown[];
}

/**
 * The pods of a PerconaServerMySQL: servers with the backup helper beside them, proxies, and one at a time that backs up
 * or deletes a backup. Labels and containers: `pkg/naming/kubernetes.go`, `pkg/mysql`, `pkg/haproxy` and
 * `pkg/xtrabackup` of percona/percona-server-mysql-operator.
 */
export function ofMysql(built: Built): readonly Pods[] {
  const { metadata, spec } = built.resource;
  const [mysql, haproxy, backup] = [at(spec, ['mysql']), at(spec, ['proxy', 'haproxy']), at(spec, ['backup'])];
  const labels = (name: string, component: string) => ({
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': metadata.name,
    'app.kubernetes.io/managed-by': 'percona-server-mysql-operator',
    'app.kubernetes.io/part-of': 'percona-server',
    'app.kubernetes.io/component': component,
  });
  const helper = at(backup, ['enabled']) === true ? [at(backup, ['resources'])] : [];
  const components: Component[] = [
    {
      suffix: 'mysql',
      labels: labels('mysql', 'database'),
      spec: mysql,
      resources: [at(mysql, ['resources']), ...helper],
    },
  ];
  if (at(haproxy, ['enabled']) === true) {
    const monitor = at(haproxy, ['sidecarResources', 'mysql-monit']);
    const resources = [at(haproxy, ['resources']), monitor];
    components.push({ suffix: 'haproxy', labels: labels('haproxy', 'proxy'), spec: haproxy, resources });
  }
  const storages = entries(at(backup, ['storages']) as Readonly<Record<string, unknown>> | undefined);
  const jobs = storages.map(([name, storage]) => ({
    suffix: `backup-${name}`,
    labels: { ...(at(storage, ['labels']) as Labels | undefined), ...backupLabels },
    spec: { size: 1, priorityClassName: at(storage, ['priorityClassName']) },
    resources: [at(storage, ['resources'])],
  }));
  return [
    ...components.map((one) => pods(built, one)),
    ...jobs.map((one) => ({ ...pods(built, one), replicas: { min: 0, max: 1, surge: 0 } })),
  ];
}

const backupLabels = {
  'app.kubernetes.io/name': 'xtrabackup',
  'app.kubernetes.io/managed-by': 'percona-server-mysql-operator',
  'app.kubernetes.io/part-of': 'percona-server-backup',
  'app.kubernetes.io/component': 'backup',
};

/**
 * The pods of a PerconaServerMongoDB: members of each shard and of the config servers, with the backup agent beside them,
 * and routers. Labels and containers: `pkg/naming/labels.go` and `pkg/psmdb` of percona/percona-server-mongodb-operator.
 */
export function ofMongodb(built: Built): readonly Pods[] {
  const { metadata, spec } = built.resource;
  const labels = (component: string) => ({
    'app.kubernetes.io/name': 'percona-server-mongodb',
    'app.kubernetes.io/instance': metadata.name,
    'app.kubernetes.io/managed-by': 'percona-server-mongodb-operator',
    'app.kubernetes.io/part-of': 'percona-server-mongodb',
    'app.kubernetes.io/component': component,
  });
  const agent = at(spec, ['backup', 'enabled']) === true ? [at(spec, ['backup', 'resources'])] : [];
  const set = (name: string, replicaSet: unknown): Component => ({
    suffix: name,
    labels: { ...labels('mongod'), 'app.kubernetes.io/replset': name },
    spec: replicaSet,
    resources: [at(replicaSet, ['resources']), ...agent],
  });
  const shards = list(at(spec, ['replsets']) as object[] | undefined).map((shard) =>
    set(text(at(shard, ['name'])), shard),
  );
  if (at(spec, ['sharding', 'enabled']) !== true) return shards.map((one) => pods(built, one));
  const mongos = at(spec, ['sharding', 'mongos']);
  return [
    ...shards,
    set('cfg', at(spec, ['sharding', 'configsvrReplSet'])),
    { suffix: 'mongos', labels: labels('mongos'), spec: mongos, resources: [at(mongos, ['resources'])] },
  ].map((one) => pods(built, one));
}

function pods(built: Built, { suffix, labels, spec, resources }: Component): Pods {
  const { metadata } = built.resource;
  const size = count(at(spec, ['size']), 1);
  const pod = { containers: resources.map((one, index) => container(`container-${index}`, one)) };
  return {
    built,
    namespace: metadata.namespace ?? '',
    name: `${metadata.name}-${suffix}`,
    labels: { ...(at(spec, ['labels']) as Labels | undefined), ...labels },
    replicas: { min: size, max: size, surge: 0 },
    requests: podAmounts(pod, 'requests'),
    limits: podAmounts(pod, 'limits'),
    priorityClass: text(at(spec, ['priorityClassName'])) || undefined,
  };
}

function container(name: string, resources: unknown): IContainer {
  return { name, resources: (resources ?? {}) as NonNullable<IContainer['resources']> };
}
