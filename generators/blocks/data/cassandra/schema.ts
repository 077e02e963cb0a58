import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import { type Resource, resource } from '../../../model/resource.ts';
import { drainedAgain } from '../../jobs/drained.ts';
import { hook } from '../../jobs/hook.ts';
import { labelsOf } from '../../labels.ts';
import { credentialsName, systemCredentials } from '../../secrets/systemCredentials.ts';
import { containerSecurity, podSecurity } from '../../workload/security.ts';
import { quoted } from '../shared/quoted.ts';
import { metadataOf } from '../shared/system.ts';
import { accountName } from './names.ts';
import type { CassandraSystem } from './system.ts';

/**
 * Secrets with the accounts of apps, and the Job that creates the keyspace and the roles, because no operator does. The
 * Job runs at every sync: it waits until the nodes answer, and applies changes of the number of copies and of
 * passwords. It can run again at any time; when it fails, the sync fails. Writers may read, write, create and alter
 * tables, but not drop them, which a guardrail in `cluster.ts` forbids even for their own. Readers may only read. Rights
 * are on all tables of the keyspace, not on the keyspace: its `ALTER` would let apps change the number of copies.
 * https://cassandra.apache.org/doc/latest/cassandra/managing/operating/security.html
 */
export function cassandraSchema(system: CassandraSystem): Resource[] {
  const { app, names, images, inputs, labels, priorityClassName } = system;
  const { keyspace } = names;
  const accounts = { WRITER: accountName(app, 'read-write'), READER: accountName(app, 'read-only') };
  const job = resource<IJob>({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataOf(system, names.schema),
    spec: {
      // The first nodes of a new cluster need about 15 minutes.
      activeDeadlineSeconds: 3600,
      backoffLimit: 3,
      podFailurePolicy: drainedAgain,
      template: {
        metadata: { labels: labelsOf(names.schema, inputs, app.tier) },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName,
          securityContext: podSecurity({ user: 999, group: 999 }),
          containers: [
            {
              name: 'schema',
              image: images.server,
              imagePullPolicy: 'IfNotPresent',
              command: ['/bin/sh', '-euc', script(system)],
              env: [
                // cqlsh writes into its home folder.
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
    ...systemCredentials({ name: accounts.WRITER, tier: app.tier }, keyspace, labels),
    ...systemCredentials({ name: accounts.READER, tier: app.tier }, `${keyspace}_reader`, labels),
    ...hook(job, 1),
  ];
}

function account(name: string, secret: string): IEnvVar[] {
  return ['username', 'password'].map((key) => ({
    name: `${name}_${key.toUpperCase()}`,
    valueFrom: { secretKeyRef: { name: secret, key } },
  }));
}

/** Script of the Job. A quote in a password is doubled before the password becomes part of a statement. */
function script({ names, copies }: CassandraSystem): string {
  const { host, datacenter } = names;
  const keyspace = quoted(names.keyspace, '"');
  const replication = `{'class': 'NetworkTopologyStrategy', '${datacenter}': ${copies}}`;
  const role = (name: string) => [
    `CREATE ROLE IF NOT EXISTS "$${name}_USERNAME" WITH LOGIN = true AND PASSWORD = '$(doubled "$${name}_PASSWORD")';`,
    `ALTER ROLE "$${name}_USERNAME" WITH LOGIN = true AND PASSWORD = '$(doubled "$${name}_PASSWORD")';`,
  ];
  const grant = (permission: string, name: string) =>
    `GRANT ${permission} ON ALL TABLES IN KEYSPACE ${keyspace} TO "$${name}_USERNAME";`;
  return [
    `ask() { cqlsh ${host} -u "$SUPERUSER_USERNAME" -p "$SUPERUSER_PASSWORD" "$@"; }`,
    `doubled() { printf %s "$1" | sed "s/'/''/g"; }`,
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
