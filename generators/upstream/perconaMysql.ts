import type { PodLabels } from './labels.ts';
import { certificateKeys } from './secretKeys.ts';

// Percona Operator for MySQL, based on Percona Server: https://github.com/percona/percona-server-mysql-operator

/** Version of the operator of which the rest of this file is true. */
export const mysqlVersion = '1.2.0';

/** Ports of a server; `backup` is that of the container beside it: `pkg/mysql/mysql.go`. */
export const mysqlPorts = { mysql: 3306, x: 33060, group: 33061, admin: 33062, backup: 6450 } as const;

/** Ports of a proxy: `pkg/haproxy/haproxy.go`. */
export const haproxyPorts = { write: 3306, read: 3307, proxied: 3309, x: 33060, admin: 33062, metrics: 8404 } as const;

/** Name of the Deployment of the proxies, and of their Service: `pkg/haproxy/haproxy.go`. */
export function haproxyName(database: string): string {
  return `${database}-haproxy`;
}

/** Services of a database, with their ports; none is given for those that apps do not call. `pkg/mysql/mysql.go` */
export function mysqlServices(database: string): Readonly<Record<string, readonly number[] | undefined>> {
  const { write, read, proxied, x, admin } = haproxyPorts;
  return {
    [haproxyName(database)]: [write, read, proxied, x, admin],
    [`${database}-mysql`]: undefined,
    [`${database}-mysql-primary`]: undefined,
    [`${database}-mysql-unready`]: undefined,
  };
}

/** Labels of the servers' pods: `pkg/mysql/mysql.go`. */
export function mysqlServerPods(database: string): PodLabels {
  return labels('mysql', database, 'percona-server', 'database');
}

/** Labels of the proxies' pods: `pkg/haproxy/haproxy.go`. */
export function haproxyPods(database: string): PodLabels {
  return labels('haproxy', database, 'percona-server', 'proxy');
}

/**
 * Labels of the pods of a job that makes or deletes a backup: `pkg/xtrabackup/xtrabackup.go`. They name the backup, not
 * the database; those of the backup's storage are there too.
 */
export function mysqlBackupPods(backup: string): PodLabels {
  return labels('xtrabackup', backup, 'percona-server-backup', 'backup');
}

/** `pkg/naming/kubernetes.go`. */
function labels(name: string, instance: string, partOf: string, component: string): PodLabels {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': instance,
    'app.kubernetes.io/managed-by': 'percona-server-mysql-operator',
    'app.kubernetes.io/part-of': partOf,
    'app.kubernetes.io/component': component,
  };
}

/**
 * Accounts of the operator itself, those of components that do not run too: `api/v1/perconaservermysql_types.go`,
 * `pkg/secret/secret.go`.
 */
export const mysqlAccounts = [
  'clusterset',
  'heartbeat',
  'monitor',
  'operator',
  'orchestrator',
  'replication',
  'root',
  'xtrabackup',
] as const;

/** Secrets that the operator makes where they are missing, with their keys: `pkg/controller/ps/{user,tls}.go`. */
export function mysqlSecrets(
  database: string,
  { users, ssl }: { readonly users?: string | undefined; readonly ssl?: string | undefined },
): Readonly<Record<string, readonly string[]>> {
  return { [users ?? `${database}-secrets`]: mysqlAccounts, [ssl ?? `${database}-ssl`]: certificateKeys };
}
