import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { closedPolicy, here, type Rules } from '../../networking/closedPolicy.ts';
import { dnsRule, edgeRules } from '../../networking/egress.ts';
import { inNamespace, podsOf, tcp } from '../../networking/peers.ts';
import { dataNamespace } from '../../secrets/clusterSecrets.ts';
import { type OperatorName, operatorPods } from '../percona/operator.ts';
import { backupLabel, haproxyLabels, haproxyPorts, mysqlLabels, mysqlNames, mysqlPorts } from './names.ts';

/**
 * Who may talk to whom. Users reach proxies and nothing else: those who write the primary's port, those who read the
 * replicas'. The operator does its work inside the servers' pods by way of the API server, and asks the backup helper
 * itself. Servers send backups to the bucket; the pods of backup jobs ask a server for one, and delete old ones.
 * https://docs.percona.com/percona-operator-for-mysql/ps/haproxy-conf.html
 */
export function mysqlPolicies(
  app: string,
  cluster: string,
  operator: OperatorName,
  inputs: Inputs,
  labels: Readonly<Record<string, string>>,
): Resource[] {
  const policy = (name: string, pods: Readonly<Record<string, string>>, rules: Rules) =>
    closedPolicy({ name, namespace: dataNamespace, labels }, { matchLabels: pods }, rules);
  const { mysql, x, group, admin, backup } = mysqlPorts;
  const [servers, proxies] = [here(mysqlLabels(cluster)), here(haproxyLabels(cluster))];
  const jobs = here({ [backupLabel]: cluster });
  const account = selectorOf(mysqlNames(cluster).account);
  const dns = dnsRule(inputs.cluster);
  const bucket = edgeRules(inputs);
  return [
    policy(`${app}-servers`, mysqlLabels(cluster), {
      ingress: [
        { from: [servers], ports: [tcp(mysql), tcp(group), tcp(admin)] },
        { from: [proxies], ports: [tcp(mysql), tcp(x), tcp(admin)] },
        { from: [jobs, operatorPods(operator)], ports: [tcp(backup)] },
      ],
      egress: [dns, { to: [servers], ports: [tcp(mysql), tcp(group), tcp(admin)] }, ...bucket],
    }),
    policy(`${app}-proxies`, haproxyLabels(cluster), {
      ingress: [
        ...inputs.graph.usedBy.map((user) => ({
          from: [podsOf(user.app, user.tier)],
          ports: [tcp(user.port === 'read-only' ? haproxyPorts.read : haproxyPorts.write)],
        })),
        { from: [here(account)], ports: [tcp(haproxyPorts.write)] },
        { from: [inNamespace(inputs.fleet.prometheus.namespace)], ports: [tcp(haproxyPorts.metrics)] },
      ],
      egress: [dns, { to: [servers], ports: [tcp(mysql), tcp(x), tcp(admin)] }],
    }),
    policy(
      `${app}-backups`,
      { [backupLabel]: cluster },
      {
        ingress: [],
        egress: [dns, { to: [servers], ports: [tcp(backup)] }, ...bucket],
      },
    ),
    policy(`${app}-account`, account, {
      ingress: [],
      egress: [dns, { to: [proxies], ports: [tcp(haproxyPorts.write)] }],
    }),
  ];
}
