import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { Resource } from '../../../model/resource.ts';
import { memberComponents, mongodbComponentLabel, mongodbPort } from '../../../upstream/perconaMongodb.ts';
import { scrapeRule } from '../../monitoring/targets/scrape.ts';
import { closedPolicy, inSameNamespace, type Rules } from '../../networking/closedPolicy.ts';
import { dnsRule, edgeRules } from '../../networking/egress.ts';
import { tcp } from '../../networking/peers.ts';
import { operatorPods } from '../percona/operator.ts';
import { distinctRules, userPods } from '../shared/network.ts';
import { metadataOf } from '../shared/system.ts';
import { mongodbExporterPort } from './exporter.ts';
import type { MongodbSystem } from './system.ts';

/**
 * NetworkPolicies of members and routers. Users reach the routers only, or the members where there is no router. Routers
 * and members reach all members, of all shards and of the config servers. The operator reaches both. Members upload
 * backups to the bucket. Everything listens on one port, but for the exporter beside each member.
 * https://docs.percona.com/percona-operator-for-mongodb/architecture.html
 */
export function mongodbPolicies(system: MongodbSystem): Resource[] {
  const { names, operator, inputs, sharding } = system;
  const policy = (part: string, { podSelector = {} }: INetworkPolicyPeer, rules: Rules) =>
    closedPolicy(metadataOf(system, `${system.app.name}-${part}`), podSelector, rules);
  const ports = [tcp(mongodbPort)];
  const components = [{ key: mongodbComponentLabel, operator: 'In', values: [...memberComponents] }];
  const members = { podSelector: { matchLabels: names.database, matchExpressions: components } };
  const routers = inSameNamespace(names.routers);
  const dns = dnsRule(inputs.cluster);
  return [
    policy('members', members, {
      ingress: [
        { from: [members, ...(sharding ? [routers] : userPods(inputs)), operatorPods(operator)], ports },
        scrapeRule(mongodbExporterPort, inputs.cluster),
      ],
      egress: [dns, { to: [members], ports }, ...distinctRules(edgeRules(inputs))],
    }),
    ...(sharding
      ? [
          policy('routers', routers, {
            ingress: [{ from: [...userPods(inputs), operatorPods(operator)], ports }],
            egress: [dns, { to: [members], ports }],
          }),
        ]
      : []),
  ];
}
