import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { AppId } from '../../../model/appId.ts';
import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { closedPolicy, type Rules } from '../../networking/closedPolicy.ts';
import { dnsRule, edgeRules } from '../../networking/egress.ts';
import { inNamespace, podsOf, tcp } from '../../networking/peers.ts';
import type { CassandraNames } from './names.ts';
import { isRepaired } from './placement.ts';
import { reaperName } from './reaper.ts';
import { schemaName } from './schema.ts';
import type { CassandraSettings } from './settings.ts';

/**
 * Where a node listens. `medusa` is the backup service beside Cassandra.
 * https://docs.k8ssandra.io/components/cass-operator/ · `pkg/medusa/reconcile.go` of
 * https://github.com/k8ssandra/k8ssandra-operator
 */
export const cassandraPorts = { cql: 9042, internode: 7000, management: 8080, metrics: 9000, medusa: 50051 } as const;

/** Where the repairing pod listens: the operator's way in, and its metrics. */
const reaperPorts = { api: 8080, metrics: 8081 } as const;

/** Where both operators run, and nothing else. */
const operators = inNamespace('k8ssandra-operator');

/**
 * Three kinds of pods. Nodes let in users, each other, the operators (by the management API, and for backups), the
 * repairing pod, the job that makes the schema, and Prometheus; they go to each other and to the bucket. Neither of the
 * other two goes anywhere but to the nodes.
 */
export function cassandraNetwork(
  app: AppId,
  names: CassandraNames,
  settings: CassandraSettings,
  inputs: Inputs,
  labels: Readonly<Record<string, string>>,
): Resource[] {
  const { cql, internode, management, metrics, medusa } = cassandraPorts;
  const { cluster, fleet, graph } = inputs;
  const nodes: INetworkPolicyPeer = { podSelector: { matchLabels: names.nodes } };
  const reaper: INetworkPolicyPeer = { podSelector: { matchLabels: names.reaper } };
  const schema: INetworkPolicyPeer = { podSelector: { matchLabels: selectorOf(schemaName(app)) } };
  const users = new Map(graph.usedBy.map((user) => [`${user.tier}/${user.app}`, podsOf(user.app, user.tier)]));
  const repaired = isRepaired(cluster, settings.nodesPerZone);
  const prometheus = inNamespace(fleet.prometheus.namespace);
  const policy = (name: string, pods: INetworkPolicyPeer, rules: Rules) =>
    closedPolicy({ name, namespace: app.tier, labels }, pods.podSelector ?? {}, rules);
  const ofReaper = policy(reaperName(app), reaper, {
    ingress: [
      { from: [operators], ports: [tcp(reaperPorts.api)] },
      { from: [prometheus], ports: [tcp(reaperPorts.metrics)] },
    ],
    egress: [dnsRule(cluster), { to: [nodes], ports: [tcp(cql), tcp(management)] }],
  });
  return [
    policy(app.name, nodes, {
      ingress: [
        { from: [...users.values(), schema], ports: [tcp(cql)] },
        { from: [nodes], ports: [tcp(internode)] },
        ...(repaired ? [{ from: [reaper], ports: [tcp(cql), tcp(management)] }] : []),
        { from: [operators], ports: [tcp(management), tcp(medusa)] },
        { from: [prometheus], ports: [tcp(metrics)] },
      ],
      egress: [dnsRule(cluster), ...distinct(edgeRules(inputs)), { to: [nodes], ports: [tcp(internode)] }],
    }),
    policy(schemaName(app), schema, {
      ingress: [],
      egress: [dnsRule(cluster), { to: [nodes], ports: [tcp(cql)] }],
    }),
    ...(repaired ? [ofReaper] : []),
  ];
}

/** Bucket and cloud identity are often reached the same way. */
function distinct<T>(rules: readonly T[]): T[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}
