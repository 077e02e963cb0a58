import type { Resource } from '../../../model/resource.ts';
import { kedaNamespace } from '../../../upstream/keda.ts';
import { rabbitmqNamespace, rabbitmqPorts } from '../../../upstream/rabbitmq.ts';
import { selectorOf } from '../../labels.ts';
import { scrapeRule } from '../../monitoring/targets/scrape.ts';
import { closedPolicy } from '../../networking/closedPolicy.ts';
import { dnsRule } from '../../networking/egress.ts';
import { inNamespace, tcp } from '../../networking/peers.ts';
import { userPods } from '../shared/network.ts';
import { metadataOf } from '../shared/system.ts';
import type { RabbitmqSystem } from './system.ts';

/** Pods of both operators. */
const operators = inNamespace(rabbitmqNamespace);

/** Pods of KEDA. */
const keda = inNamespace(kedaNamespace);

/**
 * NetworkPolicy of the nodes. It lets in the users of the queue, the operators (the topology operator uses the
 * management API) and Prometheus; nodes connect to each other. KEDA is let in if any app consumes, because KEDA reads
 * the length of the queue for consumers that scale on it, and the broker does not know which do. Nodes do not connect
 * to the Kubernetes API: since RabbitMQ 4.1 they find each other by name,
 * https://www.rabbitmq.com/blog/2025/04/04/new-k8s-peer-discovery.
 */
export function rabbitmqNetwork(system: RabbitmqSystem): Resource {
  const { inputs } = system;
  const pods = { matchLabels: selectorOf(system.app.name) };
  const { amqp, management, metrics, mapper, nodes } = rabbitmqPorts;
  const isConsumed = inputs.graph.usedBy.some(({ port }) => port !== 'publish');
  const peers = [...userPods(inputs), ...(isConsumed ? [keda] : [])];
  return closedPolicy(metadataOf(system), pods, {
    ingress: [
      ...(peers.length > 0 ? [{ from: peers, ports: [tcp(amqp)] }] : []),
      { from: [{ podSelector: pods }], ports: [tcp(mapper), tcp(nodes)] },
      { from: [operators], ports: [tcp(management)] },
      scrapeRule(metrics, inputs.cluster),
    ],
    egress: [dnsRule(inputs.cluster), { to: [{ podSelector: pods }], ports: [tcp(mapper), tcp(nodes)] }],
  });
}
