import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { Resource } from '../../../model/resource.ts';
import { cassandraPorts, k8ssandraNamespace, reaperPorts } from '../../../upstream/k8ssandra.ts';
import { selectorOf } from '../../labels.ts';
import { scrapeRule } from '../../monitoring/targets/scrape.ts';
import { closedPolicy, inSameNamespace, type Rules } from '../../networking/closedPolicy.ts';
import { dnsRule, edgeRules } from '../../networking/egress.ts';
import { inNamespace, tcp } from '../../networking/peers.ts';
import { distinctRules, userPods } from '../shared/network.ts';
import { metadataOf } from '../shared/system.ts';
import type { CassandraSystem } from './system.ts';

/** Pods of both operators. */
const operators = inNamespace(k8ssandraNamespace);

/**
 * NetworkPolicies of nodes, Reaper and the schema Job. Nodes let in users, each other, the operators (management API
 * and backups), Reaper, the schema Job and Prometheus. They connect to each other and to the bucket. Reaper and the
 * schema Job connect to nodes only.
 */
export function cassandraNetwork(system: CassandraSystem): Resource[] {
  const { cql, internode, management, metrics, medusa } = cassandraPorts;
  const { app, names, inputs } = system;
  const dns = dnsRule(inputs.cluster);
  const [nodes, reaper, schema] = [
    inSameNamespace(names.nodePods),
    inSameNamespace(names.reaperPods),
    inSameNamespace(selectorOf(names.schema)),
  ];
  const policy = (name: string, pods: INetworkPolicyPeer, rules: Rules) =>
    closedPolicy(metadataOf(system, name), pods.podSelector ?? {}, rules);
  const ofReaper = policy(names.reaper, reaper, {
    ingress: [{ from: [operators], ports: [tcp(reaperPorts.api)] }, scrapeRule(reaperPorts.metrics, inputs.cluster)],
    egress: [dns, { to: [nodes], ports: [tcp(cql), tcp(management)] }],
  });
  return [
    policy(app.name, nodes, {
      ingress: [
        { from: [...userPods(inputs), schema], ports: [tcp(cql)] },
        { from: [nodes], ports: [tcp(internode)] },
        ...(system.isRepaired ? [{ from: [reaper], ports: [tcp(cql), tcp(management)] }] : []),
        { from: [operators], ports: [tcp(management), tcp(medusa)] },
        scrapeRule(metrics, inputs.cluster),
      ],
      egress: [dns, ...distinctRules(edgeRules(inputs)), { to: [nodes], ports: [tcp(internode)] }],
    }),
    policy(names.schema, schema, {
      ingress: [],
      egress: [dns, { to: [nodes], ports: [tcp(cql)] }],
    }),
    ...(system.isRepaired ? [ofReaper] : []),
  ];
}
