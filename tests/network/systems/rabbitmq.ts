import { brokerPods, rabbitmqNamespace, rabbitmqPorts } from '../../../generators/upstream/rabbitmq.ts';
import { namesIn, prometheusPods } from '../neighbours.ts';
import { calls, listening, type Objects, type Part, type Pods } from '../parts.ts';

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
        labels: brokerPods(name),
        ports: listening(rabbitmqPorts),
      };
      return {
        pods: [nodes],
        callers: [],
        services: { [`${name}.${namespace}`]: nodes.name },
        flows: [
          ...calls([nodes.name], [nodes.name], [rabbitmqPorts.mapper, rabbitmqPorts.nodes]),
          ...calls(namesIn(rabbitmqNamespace), [nodes.name], [rabbitmqPorts.management]),
          ...calls([prometheusPods.name], [nodes.name], [rabbitmqPorts.metrics]),
        ],
      };
    });
}
