import { mysqldExporterPort } from '../../../generators/blocks/data/mysql/exporter.ts';
import {
  haproxyPods,
  haproxyPorts,
  mysqlBackupPods,
  mysqlPorts,
  mysqlServerPods,
} from '../../../generators/upstream/perconaMysql.ts';
import { neighbours, prometheusPods } from '../neighbours.ts';
import { at, calls, listening, type Objects, type Part, type Pods } from '../parts.ts';

/**
 * What the Percona Operator for MySQL runs: servers in group replication, with a helper beside them that makes backups
 * when a backup job or the operator asks for one; proxies, which watch the servers; and backup jobs, which carry the
 * labels of their storage.
 */
export function mysqlParts(objects: Objects): Part[] {
  return objects
    .filter(({ kind }) => kind === 'PerconaServerMySQL')
    .map((object) => {
      const { name, namespace = '' } = object.metadata;
      const pods = (part: string, labels: Pods['labels'], ports: Readonly<Record<string, number>>): Pods => ({
        name: `${namespace}/${name} ${part}`,
        namespace,
        labels,
        ports: listening(ports),
      });
      const servers = pods('servers', mysqlServerPods(name), { ...mysqlPorts, exporter: mysqldExporterPort });
      const proxies = pods('proxies', haproxyPods(name), haproxyPorts);
      const storages = Object.values(at<Record<string, object>>(object, 'spec', 'backup', 'storages') ?? {});
      const jobs = storages.map((storage, index) =>
        pods(`backup ${index}`, { ...at<Pods['labels']>(storage, 'labels'), ...mysqlBackupPods('cron-full') }, {}),
      );
      const account = `${namespace}/${name}-account`;
      return {
        pods: [servers, proxies, ...jobs],
        callers: [servers, ...jobs].map((one) => one.name),
        services: { [`${name}-haproxy.${namespace}`]: proxies.name },
        flows: [
          ...calls(
            [servers.name],
            [servers.name],
            [mysqlPorts.mysql, mysqlPorts.x, mysqlPorts.group, mysqlPorts.admin],
          ),
          ...calls([proxies.name], [servers.name], [mysqlPorts.mysql, mysqlPorts.x, mysqlPorts.admin]),
          ...calls([...jobs.map((one) => one.name), neighbours.perconaMysql.name], [servers.name], [mysqlPorts.backup]),
          ...calls([account], [proxies.name], [haproxyPorts.write]),
          ...calls([prometheusPods.name], [proxies.name], [haproxyPorts.metrics]),
          ...calls([prometheusPods.name], [servers.name], [mysqldExporterPort]),
        ],
      };
    });
}
