import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { AppName } from '../../../model/appName.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { hook } from '../../jobs/hook.ts';
import { labelsOf } from '../../labels.ts';
import { credentialsName, systemCredentials } from '../../secrets/systemCredentials.ts';
import { containerSecurity, podSecurity } from '../../workload/security.ts';
import type { CassandraNames } from './names.ts';
import { copies } from './placement.ts';
import type { CassandraSettings } from './settings.ts';

/** Who may read or write, and the system name of that account's Secret. */
export function accountOf(app: AppName, access: 'read-write' | 'read-only'): string {
  return access === 'read-only' ? `${app.name}-reader` : app.name;
}

/** Name of the job, of its pods and of their network policy. */
export function schemaName(app: AppName): string {
  return `${app.name}-schema`;
}

/**
 * The accounts of users, and the job that makes keyspace and roles in Cassandra, which no operator does. It runs at
 * every sync: it waits until the nodes answer, can be run again at any time, fails loudly, and follows changes of the
 * number of copies and of passwords. Users may read, write and change tables, but drop none; a reader only reads.
 * https://cassandra.apache.org/doc/latest/cassandra/managing/operating/security.html
 */
export function cassandraSchema(
  app: AppName,
  names: CassandraNames,
  image: string,
  settings: CassandraSettings,
  inputs: Inputs,
  labels: Readonly<Record<string, string>>,
): Resource[] {
  const { keyspace } = names;
  const accounts = { WRITER: accountOf(app, 'read-write'), READER: accountOf(app, 'read-only') };
  const copiesOfRow = copies(inputs.cluster, settings.nodesPerZone);
  const job = resource<IJob>({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: schemaName(app),
      namespace: app.tier,
      labels,
    },
    spec: {
      // The first nodes of a new cluster take a quarter of an hour.
      activeDeadlineSeconds: 3600,
      backoffLimit: 3,
      template: {
        metadata: { labels: labelsOf(schemaName(app), inputs, app.tier) },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: podSecurity({ user: 999, group: 999 }),
          containers: [
            {
              name: 'schema',
              image,
              imagePullPolicy: 'IfNotPresent',
              command: ['/bin/sh', '-euc', script(names, copiesOfRow)],
              env: [
                // Where cqlsh keeps what it has to keep.
                { name: 'HOME', value: '/tmp' },
                ...account('SUPERUSER', names.superuser),
                ...Object.entries(accounts).flatMap(([name, system]) => account(name, credentialsName(system))),
              ],
              resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '256Mi' } },
              securityContext: containerSecurity,
              volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
            },
          ],
          volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '16Mi' } }],
        },
      },
    },
  });
  return [
    ...systemCredentials(accounts.WRITER, keyspace, labels),
    ...systemCredentials(accounts.READER, `${keyspace}_reader`, labels),
    ...hook(job, 1),
  ];
}

function account(name: string, secret: string): IEnvVar[] {
  return ['username', 'password'].map((key) => ({
    name: `${name}_${key.toUpperCase()}`,
    valueFrom: { secretKeyRef: { name: secret, key } },
  }));
}

function script({ host, keyspace, datacenter }: CassandraNames, copiesOfRow: number): string {
  const replication = `{'class': 'NetworkTopologyStrategy', '${datacenter}': ${copiesOfRow}}`;
  const role = (name: string) => [
    `CREATE ROLE IF NOT EXISTS "$${name}_USERNAME" WITH LOGIN = true AND PASSWORD = '$${name}_PASSWORD';`,
    `ALTER ROLE "$${name}_USERNAME" WITH LOGIN = true AND PASSWORD = '$${name}_PASSWORD';`,
  ];
  const grant = (permission: string, name: string) =>
    `GRANT ${permission} ON KEYSPACE ${keyspace} TO "$${name}_USERNAME";`;
  return [
    `ask() { cqlsh ${host} -u "$SUPERUSER_USERNAME" -p "$SUPERUSER_PASSWORD" "$@"; }`,
    `until ask -e 'SELECT key FROM system.local' > /dev/null; do sleep 10; done`,
    `ask <<CQL`,
    `CREATE KEYSPACE IF NOT EXISTS ${keyspace} WITH replication = ${replication};`,
    `ALTER KEYSPACE ${keyspace} WITH replication = ${replication};`,
    ...role('WRITER'),
    ...role('READER'),
    ...['CREATE', 'ALTER', 'SELECT', 'MODIFY'].map((permission) => grant(permission, 'WRITER')),
    grant('SELECT', 'READER'),
    'CQL',
    '',
  ].join('\n');
}
