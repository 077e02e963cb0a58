import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { closedPolicy, here, type Rules } from '../../networking/closedPolicy.ts';
import { dnsRule, edgeRules } from '../../networking/egress.ts';
import { podsOf, tcp } from '../../networking/peers.ts';
import { dataNamespace } from '../../secrets/clusterSecrets.ts';
import { type OperatorName, operatorPods } from '../percona/operator.ts';
import { mongodbPort, mongodLabels, mongosLabels } from './names.ts';

/**
 * Who may talk to whom. Users reach routers and nothing else; routers and members reach all members, of all shards and
 * of the config servers; the operator reaches both. Members send backups to the bucket. Everything listens on one port.
 * https://docs.percona.com/percona-operator-for-mongodb/architecture.html
 */
export function mongodbPolicies(
  app: string,
  cluster: string,
  operator: OperatorName,
  inputs: Inputs,
  labels: Readonly<Record<string, string>>,
): Resource[] {
  const policy = (name: string, pods: Readonly<Record<string, string>>, rules: Rules) =>
    closedPolicy({ name, namespace: dataNamespace, labels }, { matchLabels: pods }, rules);
  const ports = [tcp(mongodbPort)];
  const [members, routers] = [here(mongodLabels(cluster)), here(mongosLabels(cluster))];
  const users = new Map(inputs.graph.usedBy.map((user) => [user.app, podsOf(user.app, user.tier)]));
  const dns = dnsRule(inputs.cluster);
  const bucket = new Map(edgeRules(inputs).map((rule) => [JSON.stringify(rule), rule]));
  return [
    policy(`${app}-members`, mongodLabels(cluster), {
      ingress: [{ from: [members, routers, operatorPods(operator)], ports }],
      egress: [dns, { to: [members], ports }, ...bucket.values()],
    }),
    policy(`${app}-routers`, mongosLabels(cluster), {
      ingress: [{ from: [...users.values(), operatorPods(operator)], ports }],
      egress: [dns, { to: [members], ports }],
    }),
  ];
}
