import { brokerPods, defaultUser } from '../../../generators/upstream/rabbitmq.ts';
import { timedConditions, truth } from '../conditions.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import { type Live, readyOf, type World } from '../model.ts';

/** The status of a `RabbitmqCluster`: `internal/status` and `internal/controller/reconcile_status.go`. */
export function brokerStatus(object: Live<{ readonly replicas?: number }>, world: World): object {
  const { name, namespace = '', generation } = object.metadata;
  const replicas = object.spec?.replicas ?? 1;
  const ready = readyOf(world.pods(namespace, brokerPods(name)));
  const health = healthOf(object, ready === replicas);
  const isAvailable = health === 'healthy' || ready > 0;
  const wellDone = { reason: 'Success', message: 'Finish reconciling' };
  const reference = { name: defaultUser(name), namespace };
  return {
    observedGeneration: generation,
    quorumStatus: isAvailable ? 'ok' : 'unavailable',
    binding: { name: defaultUser(name) },
    defaultUser: {
      secretReference: { ...reference, keys: { username: 'username', password: 'password' } },
      serviceReference: { name, namespace },
    },
    conditions: timedConditions(object.status, world.now, [
      {
        type: 'AllReplicasReady',
        status: truth(health === 'healthy'),
        ...(health === 'healthy'
          ? { reason: 'AllPodsAreReady' }
          : { reason: 'NotAllPodsReady', message: `${ready}/${replicas} Pods ready` }),
      },
      {
        type: 'ClusterAvailable',
        status: truth(isAvailable),
        reason: isAvailable ? 'AtLeastOneEndpointAvailable' : 'NoEndpointsAvailable',
      },
      { type: 'NoWarnings', status: 'True', reason: 'NoWarnings' },
      {
        type: 'ReconcileSuccess',
        status: truth(health !== 'degraded'),
        ...(health === 'degraded' ? { reason: 'Error', message: demandedTrouble } : wellDone),
      },
    ]),
  };
}
