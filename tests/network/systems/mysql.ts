import { neighbours } from '../neighbours.ts';
import { at, calls, listening, type Objects, type Part, type Pods } from '../parts.ts';

/** `pkg/mysql/mysql.go` and `pkg/haproxy/haproxy.go` of https://github.com/percona/percona-server-mysql-operator */
const server = { mysql: 3306, mysqlx: 33060, group: 33061, admin: 33062, backup: 6450 };
const proxy = { write: 3306, read: 3307, metrics: 8404 };

/**
 * What the Percona Operator for MySQL runs: servers in group replication, with a helper beside them that makes backups
 * when a backup job or the operator asks for one; proxies, which watch the servers; and backup jobs, which carry the
 * labels of their storage. Labels: `pkg/naming/kubernetes.go` there.
 */
export function mysqlParts(objects: Objects): Part[] {
  return objects
    .filter(({ kind }) => kind === 'PerconaServerMySQL')
    .map((object) => {
      const { name, namespace = '' } = object.metadata;
      const pods = (part: string, labels: Pods['labels'], ports: Readonly<Record<string, number>>): Pods => ({
        name: `${namespace}/${name} ${part}`,
        namespace,
        labels: { ...labels, 'app.kubernetes.io/managed-by': 'percona-server-mysql-operator' },
        ports: listening(ports),
      });
      const labels = (kind: string, component: string) => ({
        'app.kubernetes.io/name': kind,
        'app.kubernetes.io/instance': name,
        'app.kubernetes.io/component': component,
      });
      const servers = pods('servers', labels('mysql', 'database'), server);
      const proxies = pods('proxies', labels('haproxy', 'proxy'), proxy);
      const storages = Object.values(at<Record<string, object>>(object, 'spec', 'backup', 'storages') ?? {});
      const jobs = storages.map((storage, index) =>
        pods(
          `backup ${index}`,
          { ...at<Pods['labels']>(storage, 'labels'), 'app.kubernetes.io/component': 'backup' },
          {},
        ),
      );
      const account = `${namespace}/${name}-account`;
      return {
        pods: [servers, proxies, ...jobs],
        callers: [servers, ...jobs].map((one) => one.name),
        services: { [`${name}-haproxy.${namespace}`]: proxies.name },
        flows: [
          ...calls([servers.name], [servers.name], [server.mysql, server.group, server.admin]),
          ...calls([proxies.name], [servers.name], [server.mysql, server.mysqlx, server.admin]),
          ...calls([...jobs.map((one) => one.name), neighbours.perconaMysql.name], [servers.name], [server.backup]),
          ...calls([account], [proxies.name], [proxy.write]),
          ...calls([neighbours.prometheus.name], [proxies.name], [proxy.metrics]),
        ],
      };
    });
}
