import type { AppId } from '../../../model/appId.ts';
import type { Contract } from '../../../model/edge.ts';
import { hostOf } from '../../runtime.ts';
import { type PerconaNames, perconaNames } from '../percona/names.ts';

/** Version of the Percona Operator for MySQL whose behaviour a cluster asks for: `crVersion`. */
export const mysqlVersion = '1.2.0';

/** Ports: `pkg/mysql/mysql.go` and `pkg/haproxy/haproxy.go` of https://github.com/percona/percona-server-mysql-operator */
export const mysqlPorts = { mysql: 3306, x: 33060, group: 33061, admin: 33062, backup: 6450 } as const;
export const haproxyPorts = { write: 3306, read: 3307, metrics: 8404 } as const;

/** The label of pods that back up, delete backups and restore: they name their backup, not the cluster. */
export const backupLabel = 'percona.com/cluster';

/** Names of the parts of one MySQL. */
export interface MysqlNames extends PerconaNames {
  /** The job that makes the database and the account of its users. */
  readonly account: string;
  /** Address of the proxies' Service. */
  readonly host: string;
  /** Labels of the servers' pods. */
  readonly servers: Readonly<Record<string, string>>;
  /** Labels of the proxies' pods. */
  readonly proxies: Readonly<Record<string, string>>;
}

/** As the operator makes them: `pkg/naming/kubernetes.go`. */
export function mysqlNames({ tier }: Pick<AppId, 'tier'>, { name }: Contract<'mysql'>): MysqlNames {
  const labels = (app: string, component: string) => ({
    'app.kubernetes.io/name': app,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': component,
  });
  return {
    ...perconaNames(name),
    account: `${name}-account`,
    host: hostOf({ name: `${name}-haproxy`, tier }),
    servers: labels('mysql', 'database'),
    proxies: labels('haproxy', 'proxy'),
  };
}
