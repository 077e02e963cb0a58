import { instancePods } from '../../../generators/upstream/cloudNativePg.ts';
import { timedConditions, truth } from '../conditions.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import { isReady, type Pod, readyOf, type World } from '../model.ts';
import { instanceNames, isOutdated } from './moves.ts';
import { type PostgresCluster, podsOfCluster } from './names.ts';
import { hasFailed, type Lead, leadOf, restarting } from './primary.ts';

/** The status of a `Cluster`. Phases: `api/v1/cluster_types.go` of CloudNativePG. */
export function postgresStatus(cluster: PostgresCluster, world: World): object {
  const { metadata, spec } = cluster;
  const pods = podsOfCluster(cluster, world);
  const lead = leadOf(cluster, pods, world);
  const names = instanceNames(cluster, pods, lead.current);
  const ready = readyOf(pods);
  const isWhole = ready === (spec?.instances ?? 1) && pods.length === ready;
  const outdated = pods.filter((pod) => isOutdated(cluster, pod, world)).map((pod) => pod.metadata.name);
  const health = healthOf(cluster, isWhole && outdated.length === 0 && lead.current === lead.target);
  const [phase, phaseReason] = {
    healthy: ['Cluster in healthy state', ''],
    degraded: ['Failing over', demandedTrouble],
    progressing: progress(cluster, pods, lead, outdated),
  }[health];
  const states = Map.groupBy(pods, (pod) => (isReady(pod) ? 'healthy' : hasFailed(pod) ? 'failed' : 'replicating'));
  const instancesStatus = Object.fromEntries(
    [...states].map(([state, members]) => [state, members.map((pod) => pod.metadata.name)]),
  );
  return {
    phase,
    phaseReason,
    instances: pods.length,
    readyInstances: ready,
    instanceNames: names,
    instancesStatus,
    latestGeneratedNode: Math.max(...names.map((name) => Number(name.slice(metadata.name.length + 1)))),
    currentPrimary: lead.current,
    targetPrimary: lead.target,
    image: spec?.imageName,
    readService: `${metadata.name}-r`,
    writeService: `${metadata.name}-rw`,
    selector: Object.entries(instancePods(metadata.name))
      .map(([key, value]) => `${key}=${value}`)
      .join(','),
    conditions: timedConditions(cluster.status, world.now, [
      health === 'healthy'
        ? { type: 'Ready', status: 'True', reason: 'ClusterIsReady', message: 'Cluster is Ready' }
        : { type: 'Ready', status: 'False', reason: 'ClusterIsNotReady', message: 'Cluster Is Not Ready' },
      {
        type: 'Initialized',
        status: truth(pods.length > 0),
        reason: pods.length > 0 ? 'BootstrapCompleted' : 'BootstrapPending',
        message: pods.length > 0 ? 'Cluster has been bootstrapped' : 'Cluster has not been bootstrapped yet',
      },
    ]),
  };
}

function progress(
  { spec, status: before }: PostgresCluster,
  pods: readonly Pod[],
  { current, target, why }: Lead,
  outdated: readonly string[],
): readonly [phase: string, reason: string] {
  const ready = pods.filter(isReady);
  const leads = ready.some(({ metadata }) => metadata.name === current);
  if (why === 'failover' || (current !== target && before?.phase === 'Failing over')) {
    return ['Failing over', `Failing over from ${current} to ${target}`];
  }
  if (current !== target) return ['Switchover in progress', `Switching over to ${target}`];
  if (!leads && before?.phase === restarting) return [restarting, ''];
  if (outdated.length === 1 && outdated[0] === current) return [restarting, ''];
  if (outdated.length > 0) return ['Upgrading cluster', 'Restarting instances to apply what changed'];
  if (ready.length === 0) return ['Setting up primary', `Creating primary instance ${current}`];
  if (pods.length < (spec?.instances ?? 1)) return ['Creating a new replica', 'Creating a replica'];
  return ['Waiting for the instances to become active', 'Some instances are not yet active. Please wait.'];
}
