import type { AppId } from '../../../model/appId.ts';
import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { closedPolicy } from '../../networking/closedPolicy.ts';
import { dnsRule } from '../../networking/egress.ts';
import { inNamespace, podsOf, tcp } from '../../networking/peers.ts';

/** Where a node listens, between nodes and for the port mapper included: https://www.rabbitmq.com/docs/networking#ports */
export const rabbitmqPorts = { amqp: 5672, management: 15672, metrics: 15692, mapper: 4369, nodes: 25672 } as const;

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
export function rabbitmqNetwork(
  app: AppId,
  { cluster, fleet, graph }: Inputs,
  labels: Readonly<Record<string, string>>,
): Resource {
  const pods = { matchLabels: selectorOf(app.name) };
  const { amqp, management, metrics, mapper, nodes } = rabbitmqPorts;
  const users = new Map(graph.usedBy.map((user) => [`${user.tier}/${user.app}`, podsOf(user.app, user.tier)]));
  const isConsumed = graph.usedBy.some(({ port }) => port === 'consume');
  const peers = [...users.values(), ...(isConsumed ? [keda] : [])];
  return closedPolicy({ name: app.name, namespace: app.tier, labels }, pods, {
    ingress: [
      ...(peers.length > 0 ? [{ from: peers, ports: [tcp(amqp)] }] : []),
      { from: [{ podSelector: pods }], ports: [tcp(mapper), tcp(nodes)] },
      { from: [operators], ports: [tcp(management)] },
      { from: [inNamespace(fleet.prometheus.namespace)], ports: [tcp(metrics)] },
    ],
    egress: [dnsRule(cluster), { to: [{ podSelector: pods }], ports: [tcp(mapper), tcp(nodes)] }],
  });
}
