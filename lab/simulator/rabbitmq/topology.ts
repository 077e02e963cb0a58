import { userCredentials } from '../../../generators/upstream/rabbitmq.ts';
import { timedConditions } from '../conditions.ts';
import { demandedTrouble, healthAnnotation, healthOf } from '../health.ts';
import type { Live, Simulated, World } from '../model.ts';
import { madeUp, makeSecret } from '../parts.ts';

type Topology = Live<{ readonly rabbitmqClusterReference?: { readonly name?: string; readonly namespace?: string } }>;

/** RabbitMQ's topology operator: it needs a broker that responds. `internal/controller/topology_controller.go`. */
export const simulatedTopology: readonly Simulated<Topology>[] = [
  'Binding',
  'Exchange',
  'Permission',
  'Policy',
  'Queue',
  'User',
  'Vhost',
].map((kind) => ({
  apiVersion: 'rabbitmq.com/v1beta1',
  kind,
  manager: 'manager',
  makes: (object) => (kind === 'User' ? [{ resource: credentials(object), once: true as const }] : []),
  reports: (object, world) => status(object, world),
}));

/** Name of an account, derived from the object: the real operator makes one up as well. */
const accountOf = ({ metadata }: Topology): string =>
  madeUp(metadata.namespace ?? '', metadata.name, 'username').slice(0, 24);

function credentials(object: Topology) {
  const { name, namespace = '' } = object.metadata;
  const identity = { name: userCredentials(name), namespace, labels: {} };
  return makeSecret(identity, { username: accountOf(object), password: madeUp(namespace, identity.name, 'password') });
}

/** No status as long as there is no broker: the operator waits without reporting it. */
function status(object: Topology, world: World): object | undefined {
  const { name, namespace = '', generation } = object.metadata;
  const reference = object.spec?.rabbitmqClusterReference;
  const broker = world.find('RabbitmqCluster', reference?.namespace ?? namespace, reference?.name ?? '');
  const health = healthOf(object, isAvailable(broker));
  const isDemanded = object.metadata.annotations?.[healthAnnotation] === health;
  if (health === 'progressing' && (isDemanded || broker === undefined)) return undefined;
  const message = health === 'degraded' ? demandedTrouble : `cannot reach RabbitmqCluster ${broker?.metadata.name}`;
  return {
    observedGeneration: generation,
    ...(object.kind === 'User' && {
      credentials: { name: userCredentials(name) },
      username: accountOf(object),
    }),
    conditions: timedConditions(object.status, world.now, [
      health === 'healthy'
        ? { type: 'Ready', status: 'True', reason: 'SuccessfulCreateOrUpdate' }
        : { type: 'Ready', status: 'False', reason: 'FailedCreateOrUpdate', message },
    ]),
  };
}

function isAvailable(broker: Live | undefined): boolean {
  const status = broker?.status as { conditions?: readonly { type: string; status: string }[] } | undefined;
  return (status?.conditions ?? []).some(({ type, status }) => type === 'ClusterAvailable' && status === 'True');
}
