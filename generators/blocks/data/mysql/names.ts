import type { AppId } from '../../../model/appId.ts';
import type { Contract } from '../../../model/edge.ts';
import { hostOf } from '../../runtime.ts';
import { type PerconaNames, perconaNames } from '../percona/names.ts';

/** `crVersion`: the version of the Percona Operator for MySQL whose behaviour the custom resource asks for. */
export const mysqlVersion = '1.2.0';

/** Ports of a server: `pkg/mysql/mysql.go` of https://github.com/percona/percona-server-mysql-operator */
export const mysqlPorts = { mysql: 3306, x: 33060, group: 33061, admin: 33062, backup: 6450 } as const;
/** Ports of a proxy: `pkg/haproxy/haproxy.go` of the operator. */
export const haproxyPorts = { write: 3306, read: 3307, metrics: 8404 } as const;

/**
 * Label of the pods that make, restore and delete backups. The operator's own labels name the backup and not the
 * database, so policies select these pods by this label.
 */
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

/** Names and labels that the operator gives: `pkg/naming/kubernetes.go`. */
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
