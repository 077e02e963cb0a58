import type { Resource } from '../../../model/resource.ts';
import { haproxyPorts, mysqlPorts } from '../../../upstream/perconaMysql.ts';
import { selectorOf } from '../../labels.ts';
import { scrapeRule } from '../../monitoring/targets/scrape.ts';
import { closedPolicy, inSameNamespace, type Rules } from '../../networking/closedPolicy.ts';
import { dnsRule, edgeRules } from '../../networking/egress.ts';
import { podsOf, tcp } from '../../networking/peers.ts';
import { operatorPods } from '../percona/operator.ts';
import { metadataOf } from '../shared/system.ts';
import { mysqldExporterPort } from './exporter.ts';
import { backupLabel } from './names.ts';
import type { MysqlSystem } from './system.ts';

/**
 * NetworkPolicies of servers, proxies, backup pods and the account Job. Users reach the proxies only: writers on the
 * primary's port, readers on the replicas' port. The operator runs commands inside the servers' pods through the API
 * server, and calls XtraBackup on its port. Servers upload backups to the bucket. Backup pods ask a server for a
 * backup, and delete old backups in the bucket.
 *
 * Servers call each other on X Protocol's port too: a server that starts runs MySQL Shell with the address of another
 * one, without a port (`newShell(peer)` in `cmd/bootstrap/gr/group_replication.go` of the operator). MySQL Shell then
 * tries X Protocol first, and the classic one only when the connection is refused or times out (`create_and_connect` in
 * `modules/mod_utils.cc`). A closed port drops packets, so each such call would wait for the timeout.
 * https://docs.percona.com/percona-operator-for-mysql/ps/haproxy-conf.html ·
 * https://github.com/mysql/mysql-shell/blob/master/modules/mod_utils.cc
 */
export function mysqlPolicies(system: MysqlSystem): Resource[] {
  const { name, names, operator, inputs } = system;
  const policy = (part: string, pods: Readonly<Record<string, string>>, rules: Rules) =>
    closedPolicy(metadataOf(system, `${system.app.name}-${part}`), { matchLabels: { ...pods } }, rules);
  const { mysql, x, group, admin, backup } = mysqlPorts;
  const [servers, proxies] = [inSameNamespace(names.servers), inSameNamespace(names.proxies)];
  const jobs = inSameNamespace({ [backupLabel]: name });
  const account = selectorOf(names.account);
  const fromProxies = [tcp(mysql), tcp(x), tcp(admin)];
  const betweenServers = [tcp(mysql), tcp(x), tcp(group), tcp(admin)];
  const dns = dnsRule(inputs.cluster);
  const bucket = edgeRules(inputs);
  return [
    policy('servers', names.servers, {
      ingress: [
        { from: [servers], ports: betweenServers },
        { from: [proxies], ports: fromProxies },
        { from: [jobs, operatorPods(operator)], ports: [tcp(backup)] },
        scrapeRule(mysqldExporterPort, inputs.cluster),
      ],
      egress: [dns, { to: [servers], ports: betweenServers }, ...bucket],
    }),
    policy('proxies', names.proxies, {
      ingress: [
        ...inputs.graph.usedBy.map((user) => ({
          from: [podsOf(user.app, user.tier, user.podNames)],
          ports: [tcp(user.port === 'read-only' ? haproxyPorts.read : haproxyPorts.write)],
        })),
        { from: [inSameNamespace(account)], ports: [tcp(haproxyPorts.write)] },
        scrapeRule(haproxyPorts.metrics, inputs.cluster),
      ],
      egress: [dns, { to: [servers], ports: fromProxies }],
    }),
    policy(
      'backups',
      { [backupLabel]: name },
      {
        ingress: [],
        egress: [dns, { to: [servers], ports: [tcp(backup)] }, ...bucket],
      },
    ),
    policy('account', account, {
      ingress: [],
      egress: [dns, { to: [proxies], ports: [tcp(haproxyPorts.write)] }],
    }),
  ];
}
