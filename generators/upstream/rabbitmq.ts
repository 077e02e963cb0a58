import type { PodLabels } from './labels.ts';

// RabbitMQ: https://github.com/rabbitmq/cluster-operator and https://github.com/rabbitmq/messaging-topology-operator

/** Versions of which the rest of this file is true. */
export const rabbitmqVersions = { cluster: '2.22.4', topology: '1.20.1' } as const;

/** Namespace of both operators. Nothing else runs in it. */
export const rabbitmqNamespace = 'rabbitmq-system';

/**
 * Ports of a node, including those between nodes and of the port mapper: `internal/resource/statefulset.go` and
 * `internal/resource/headless_service.go` of the cluster operator.
 */
export const rabbitmqPorts = { amqp: 5672, management: 15672, metrics: 15692, mapper: 4369, nodes: 25672 } as const;

/** Labels of the nodes' pods: `internal/metadata/label.go` of the cluster operator. */
export function brokerPods(broker: string): PodLabels {
  return {
    'app.kubernetes.io/name': broker,
    'app.kubernetes.io/component': 'rabbitmq',
    'app.kubernetes.io/part-of': 'rabbitmq',
  };
}

/** What the container that sets up a node asks for: `internal/resource/statefulset.go` of the cluster operator. */
export const brokerSetup = { cpu: '20m', memory: '64Mi' } as const;

/** Name of the Secret with the account that the cluster operator makes: `internal/resource/default_user_secret.go`. */
export function defaultUser(broker: string): string {
  return `${broker}-default-user`;
}

/** Keys of that Secret: the same file. */
export const defaultUserKeys = [
  'username',
  'password',
  'default_user.conf',
  'provider',
  'type',
  'host',
  'port',
  'connection_string',
] as const;

/**
 * Name of the Secret with the account of a `User`, which has the keys `username` and `password`:
 * `internal/controller/user_controller.go` of the topology operator.
 */
export function userCredentials(user: string): string {
  return `${user}-user-credentials`;
}

/**
 * Services of a broker, with their ports, those for TLS too; none is given for the one between nodes:
 * `internal/resource/service.go` and `headless_service.go` of the cluster operator.
 */
export function brokerServices(broker: string): Readonly<Record<string, readonly number[] | undefined>> {
  const { amqp, management, metrics } = rabbitmqPorts;
  return { [broker]: [5671, amqp, 15671, management, 15691, metrics], [`${broker}-nodes`]: undefined };
}
