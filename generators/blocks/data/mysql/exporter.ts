import type { IContainer } from 'kubernetes-models/v1/Container';
import { mysqlPorts } from '../../../upstream/perconaMysql.ts';
import { credentialsName } from '../../secrets/systemCredentials.ts';
import { containerSecurity } from '../../workload/security.ts';
import { bounded } from '../percona/pod.ts';
import { quoted } from '../shared/quoted.ts';
import type { MysqlSystem } from './system.ts';

/** Port of mysqld_exporter: https://github.com/prometheus/mysqld_exporter/blob/v0.19.0/mysqld_exporter.go */
export const mysqldExporterPort = 9104;

/** Account of the exporter in the database. */
export const exporterAccount = 'exporter';

/** Name by which the Secret of the exporter's account is called. */
export function exporterSystem({ app: { name, tier } }: Pick<MysqlSystem, 'app'>) {
  return { name: `${name}-exporter`, tier };
}

/**
 * Container with mysqld_exporter, beside each server. It reads its own server alone, by TLS and without verifying it: the
 * two share a pod. Without a readiness probe: an exporter that fails would take its server out of the Services.
 * https://github.com/prometheus/mysqld_exporter/tree/v0.19.0#collector-flags
 */
export function mysqldExporter(system: MysqlSystem): IContainer {
  const password = { name: credentialsName(exporterSystem(system).name), key: 'password' };
  return {
    name: 'exporter',
    image: system.images.exporter,
    imagePullPolicy: 'IfNotPresent',
    args: [
      `--mysqld.address=localhost:${mysqlPorts.mysql}`,
      `--mysqld.username=${exporterAccount}`,
      '--tls.insecure-skip-verify',
      '--collect.perf_schema.replication_group_members',
      '--collect.perf_schema.replication_group_member_stats',
    ],
    env: [{ name: 'MYSQLD_EXPORTER_PASSWORD', valueFrom: { secretKeyRef: password } }],
    ports: [{ name: 'metrics', containerPort: mysqldExporterPort, protocol: 'TCP' }],
    resources: bounded({ cpu: '10m', memory: '64Mi' }),
    securityContext: containerSecurity,
  };
}

/**
 * Rights of the account: of the rights that the exporter's README asks for, those that read no data of apps. At most three
 * connections, as the README advises.
 */
export const exporterRights = {
  limit: 'WITH MAX_USER_CONNECTIONS 3',
  grants: [
    `GRANT PROCESS, REPLICATION CLIENT ON *.* TO ${quoted(exporterAccount, "'")}@'%';`,
    `GRANT SELECT ON performance_schema.* TO ${quoted(exporterAccount, "'")}@'%';`,
  ],
} as const;
