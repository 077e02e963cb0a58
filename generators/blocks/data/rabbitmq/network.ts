import type { Resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { closedPolicy } from '../../networking/closedPolicy.ts';
import { dnsRule } from '../../networking/egress.ts';
import { inNamespace, tcp } from '../../networking/peers.ts';
import { metricsRule, userPods } from '../shared/network.ts';
import { metadataOf } from '../shared/system.ts';
import { rabbitmqPorts } from './names.ts';
import type { RabbitmqSystem } from './system.ts';

/** Where the two operators run, and nothing else. */
const operators = inNamespace('rabbitmq-system');

/** Where KEDA runs, and nothing else. */
const keda = inNamespace('keda');

/**
 * Lets in the users of the queue, the operators (the topology operator declares everything by the management API) and
 * Prometheus; the nodes reach each other both ways. KEDA is let in wherever somebody consumes: consumers are what scales
 * on the length of a queue, and which of them do is not for the broker to know. Nothing goes to the Kubernetes API: from
 * RabbitMQ 4.1 on, nodes find each other by their names alone,
 * https://www.rabbitmq.com/blog/2025/04/04/new-k8s-peer-discovery.
 */
export function rabbitmqNetwork(system: RabbitmqSystem): Resource {
  const { inputs } = system;
  const pods = { matchLabels: selectorOf(system.app.name) };
  const { amqp, management, metrics, mapper, nodes } = rabbitmqPorts;
  const isConsumed = inputs.graph.usedBy.some(({ port }) => port === 'consume');
  const peers = [...userPods(inputs), ...(isConsumed ? [keda] : [])];
  return closedPolicy(metadataOf(system), pods, {
    ingress: [
      ...(peers.length > 0 ? [{ from: peers, ports: [tcp(amqp)] }] : []),
      { from: [{ podSelector: pods }], ports: [tcp(mapper), tcp(nodes)] },
      { from: [operators], ports: [tcp(management)] },
      metricsRule(inputs, metrics),
    ],
    egress: [dnsRule(inputs.cluster), { to: [{ podSelector: pods }], ports: [tcp(mapper), tcp(nodes)] }],
  });
}
