import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { list, text } from './data.ts';
import { bytesOf, cassandraMemory, mongodbMemory, mysqlMemory, postgresMemory, rabbitmqMemory } from './dataMemory.ts';
import { variablesOf } from './environment.ts';
import { quantity } from './quantity.ts';
import { type ContainerOf, containersOf, type Workload, workloadsOf } from './workload.ts';

/** Memory that a program is told to take, of what its container may take. */
export interface Told {
  readonly built: Built;
  readonly field: string;
  /** For people: `shared_buffers`. */
  readonly what: string;
  /** Bytes. */
  readonly takes: number;
  /** Bytes, of which the program should leave something. */
  readonly limit: number;
  /** The greatest part of the limit that its documentation recommends. */
  readonly part: number;
}

/** What the parameters of a cluster's programs say about memory. Without a limit there is nothing to compare with. */
export function memoryTold(view: ClusterView): readonly Told[] {
  return [
    ...view.ofKind('Cluster', 'postgresql.cnpg.io').flatMap(postgresMemory),
    ...view.ofKind('PerconaServerMySQL', 'ps.percona.com').flatMap(mysqlMemory),
    ...view.ofKind('PerconaServerMongoDB', 'psmdb.percona.com').flatMap(mongodbMemory),
    ...view.ofKind('K8ssandraCluster', 'k8ssandra.io').flatMap(cassandraMemory),
    ...view.ofKind('RabbitmqCluster', 'rabbitmq.com').flatMap(rabbitmqMemory),
    ...workloadsOf(view).flatMap((workload) => ofWorkload(view, workload)),
  ].filter(({ takes, limit }) => takes > 0 && limit > 0);
}

/** Where a JVM takes its heap from, and what Go holds itself to, by the container that has them. */
function ofWorkload(view: ClusterView, workload: Workload): Told[] {
  return containersOf(workload).flatMap((one) => {
    const { container, field } = one;
    const limit = quantity(container.resources?.limits?.memory) ?? 0;
    const said = { built: workload.built, field, limit };
    const variables = [...variablesOf(view, { ...workload, pod: { containers: [container] } })];
    const options = [
      ...variables.filter(([name]) => /^(JAVA_|JDK_JAVA_)/.test(name)).map(([, value]) => value),
      [container.command, container.args].flat().map(text).join(' '),
    ].join(' ');
    const heap = /(?:^|\s)-Xmx(\d+[kmgKMG]?)\b/.exec(options)?.[1];
    const share = /-XX:MaxRAMPercentage=([\d.]+)/.exec(options)?.[1];
    const go = new Map(variables).get('GOMEMLIMIT');
    return [
      { ...said, what: `-Xmx of container ${container.name}`, takes: bytesOf(heap), part: 0.8 },
      {
        ...said,
        what: `MaxRAMPercentage of container ${container.name}`,
        takes: (Number(share ?? 0) / 100) * limit,
        part: 0.8,
      },
      {
        ...said,
        what: `GOMEMLIMIT of container ${container.name}`,
        takes: quantity(go?.replace(/B$/, '')) ?? 0,
        part: 0.95,
      },
      { ...said, what: `maxmemory of container ${container.name}`, takes: maxmemory(view, workload, one), part: 0.75 },
    ];
  });
}

/** `maxmemory` of a Valkey server, in its arguments or in a file that it mounts: https://valkey.io/topics/lru-cache/ */
function maxmemory(view: ClusterView, { namespace, pod }: Workload, { container }: ContainerOf): number {
  if (
    !/(valkey|redis)-server/.test([container.command, container.args].flat().map(text).join(' ')) &&
    !list(container.ports).some(({ containerPort }) => containerPort === 6379)
  )
    return 0;
  const given = [container.command, container.args].flat().map(text).join(' ');
  const mounted = new Set(list(container.volumeMounts).map(({ name }) => name));
  const files = list(pod.volumes)
    .filter(({ name }) => mounted.has(name))
    .flatMap(({ configMap, projected }) => [
      configMap?.name,
      ...list(projected?.sources).map((one) => one.configMap?.name),
    ])
    .flatMap((name) =>
      Object.values((view.find('ConfigMap', namespace, text(name))?.resource.data ?? {}) as object).map(text),
    );
  const found = [given.replace(/--maxmemory/g, '\nmaxmemory'), ...files].join('\n');
  return bytesOf(/^\s*maxmemory\s+(\d+(?:[kmgKMG][bB]?)?)\b/m.exec(found)?.[1]);
}
