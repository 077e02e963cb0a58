import { dataNamespace } from '../../secrets/clusterSecrets.ts';

/** Version of the Percona Operator for MySQL whose behaviour a cluster asks for: `crVersion`. */
export const mysqlVersion = '1.2.0';

/** Ports: `pkg/mysql/mysql.go` and `pkg/haproxy/haproxy.go` of https://github.com/percona/percona-server-mysql-operator */
export const mysqlPorts = { mysql: 3306, x: 33060, group: 33061, admin: 33062, backup: 6450 } as const;
export const haproxyPorts = { write: 3306, read: 3307, metrics: 8404 } as const;

/** The label of pods that back up, delete backups and restore: they name their backup, not the cluster. */
export const backupLabel = 'percona.com/cluster';

const component = (name: string, role: string) => (cluster: string) => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/instance': cluster,
  'app.kubernetes.io/component': role,
});

/** Labels of the servers' pods: `pkg/naming/kubernetes.go` of the operator. */
export const mysqlLabels = component('mysql', 'database');

/** Labels of the proxies' pods. */
export const haproxyLabels = component('haproxy', 'proxy');

/** Names of what belongs to a cluster. */
export function mysqlNames(cluster: string) {
  return {
    users: `${cluster}-secrets`,
    tls: `${cluster}-ssl`,
    backups: `${cluster}-backups`,
    account: `${cluster}-account`,
    /** The Service of the proxies. */
    host: `${cluster}-haproxy.${dataNamespace}.svc.cluster.local`,
  };
}
