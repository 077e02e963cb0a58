import { neighbours } from '../neighbours.ts';
import { calls, listening, type Objects, type Part, type Pods } from '../parts.ts';

/** https://www.rabbitmq.com/docs/networking#ports */
const ports = { amqp: 5672, management: 15672, prometheus: 15692, epmd: 4369, distribution: 25672 };

/**
 * What the RabbitMQ cluster operator runs: nodes, which reach each other by the port mapper and the distribution. The
 * topology operator declares queues by the management API. Labels: `internal/metadata/label.go` of
 * https://github.com/rabbitmq/cluster-operator
 */
export function rabbitmqParts(objects: Objects): Part[] {
  return objects
    .filter(({ kind }) => kind === 'RabbitmqCluster')
    .map(({ metadata: { name, namespace = '' } }) => {
      const nodes: Pods = {
        name: `${namespace}/${name}`,
        namespace,
        labels: {
          'app.kubernetes.io/name': name,
          'app.kubernetes.io/component': 'rabbitmq',
          'app.kubernetes.io/part-of': 'rabbitmq',
        },
        ports: listening(ports),
      };
      return {
        pods: [nodes],
        callers: [],
        services: { [`${name}.${namespace}`]: nodes.name },
        flows: [
          ...calls([nodes.name], [nodes.name], [ports.epmd, ports.distribution]),
          ...calls([neighbours.rabbitmq.name], [nodes.name], [ports.management]),
          ...calls([neighbours.prometheus.name], [nodes.name], [ports.prometheus]),
        ],
      };
    });
}
