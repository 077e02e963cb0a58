import { timedConditions, truth } from '../conditions.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import { type Live, readyOf, type World } from '../model.ts';
import { type CassandraCluster, type Datacenter, datacentersOf, nodesOf, reaperLabels } from './cluster.ts';

/** The status of a K8ssandraCluster: `controllers/k8ssandra/{datacenters,reaper}.go`. */
export function cassandraStatus(cluster: CassandraCluster, world: World): object {
  const { namespace = '', generation } = cluster.metadata;
  const states = datacentersOf(cluster).map((datacenter) => {
    const cassandra = areReady(cluster, datacenter, world);
    const repair = readyOf(world.pods(namespace, reaperLabels(cluster, datacenter))) > 0;
    return { datacenter, cassandra, isReady: cassandra && (!cluster.spec?.reaper || repair), repair };
  });
  const health = healthOf(
    cluster,
    states.every(({ isReady }) => isReady),
  );
  const before = (cluster as Live<unknown, { datacenters?: Record<string, Before> }>).status?.datacenters;
  const isDone = health === 'healthy';
  const started = cluster.status !== undefined && isInitialized(cluster);
  const datacenters = states.map(({ datacenter, cassandra, repair }) => {
    const name = datacenter.metadata.name;
    const isUp = isDone || (cassandra && health !== 'degraded');
    const running = isDone || repair;
    return [
      name,
      {
        cassandra: {
          cassandraOperatorProgress: isUp ? 'Ready' : 'Updating',
          datacenterName: name,
          observedGeneration: generation,
          conditions: timedConditions(before?.[name]?.cassandra, world.now, [
            { type: 'Ready', status: truth(isUp), reason: '', message: '' },
            { type: 'Initialized', status: truth(isUp || started), reason: '', message: '' },
            { type: 'Healthy', status: truth(isUp), reason: '', message: '' },
          ]),
        },
        ...(cluster.spec?.reaper && {
          reaper: {
            progress: running ? 'Running' : 'Deploying',
            conditions: timedConditions(before?.[name]?.reaper, world.now, [{ type: 'Ready', status: truth(running) }]),
          },
        }),
      },
    ];
  });
  const isInitial = started || isDone || states.every(({ cassandra }) => cassandra);
  return {
    observedGeneration: generation,
    error: health === 'degraded' ? demandedTrouble : 'None',
    datacenters: Object.fromEntries(datacenters),
    ...(isInitial && {
      conditions: timedConditions(cluster.status, world.now, [{ type: 'CassandraInitialized', status: 'True' }]),
    }),
  };
}

interface Before {
  readonly cassandra?: unknown;
  readonly reaper?: unknown;
}

function isInitialized(cluster: CassandraCluster): boolean {
  const status = cluster.status as { conditions?: readonly { type: string; status: string }[] } | undefined;
  return (status?.conditions ?? []).some((one) => one.type === 'CassandraInitialized' && one.status === 'True');
}

/** Whether a datacenter has been ready once: Reaper is created only after that, `controllers/k8ssandra/reaper.go`. */
export function hasRun(cluster: CassandraCluster, datacenter: Datacenter, world: World): boolean {
  return isInitialized(cluster) || areReady(cluster, datacenter, world);
}

function areReady(cluster: CassandraCluster, datacenter: Datacenter, world: World): boolean {
  const pods = world.pods(cluster.metadata.namespace ?? '', nodesOf(cluster, datacenter));
  return readyOf(pods) === (datacenter.size ?? 1);
}
