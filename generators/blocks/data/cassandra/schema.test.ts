import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterWithZones, exampleClusters } from '../../../testing/clusters.ts';
import { containerOf, runJob } from '../../../testing/fakeProgram.ts';
import { readOnlyContainer, restrictedPod } from '../../../testing/pods.ts';
import { cassandraOf, objectOf, renderSystem, specOf } from '../../../testing/systems.ts';

const objectsOf = (name: string, cluster = exampleClusters.aws) => renderSystem(cassandraOf(name), cluster);
const jobOf = (...of: Parameters<typeof objectsOf>) => objectOf(objectsOf(...of), 'Job', `${of[0]}-database-schema`);
const env = {
  SUPERUSER_USERNAME: 'root',
  SUPERUSER_PASSWORD: 'r o',
  WRITER_USERNAME: 'w',
  WRITER_PASSWORD: "it's $(w) \\ `w`",
  READER_USERNAME: 'r',
  READER_PASSWORD: "r'; DROP KEYSPACE feed; --",
};

for (const [name, keyspace, zones, copies] of [
  ['feed', 'feed', 3, 3],
  ['my-feed', 'my_feed', 3, 3],
  ['order', 'order', 2, 2],
  ['feed', 'feed', 1, 1],
] as const) {
  test(`the Job makes ${copies} copies of the keyspace ${keyspace}, and roles that may do what their edge says`, async (context) => {
    const asked = await runJob(context, jobOf(name, clusterWithZones(zones)), { program: 'cqlsh', env });
    const login = [`${name}-dc1-service.data.svc.cluster.local`, '-u', 'root', '-p', 'r o'];
    const replication = `{'class': 'NetworkTopologyStrategy', 'dc1': ${copies}}`;
    const [writer, reader] = ["'it''s $(w) \\ `w`'", "'r''; DROP KEYSPACE feed; --'"];
    assert.deepEqual(asked.split('\n'), [
      ...login,
      '-e',
      'SELECT key FROM system.local',
      ...login,
      `CREATE KEYSPACE IF NOT EXISTS "${keyspace}" WITH replication = ${replication};`,
      `ALTER KEYSPACE "${keyspace}" WITH replication = ${replication};`,
      `CREATE ROLE IF NOT EXISTS "w" WITH LOGIN = true AND PASSWORD = ${writer};`,
      `ALTER ROLE "w" WITH LOGIN = true AND PASSWORD = ${writer};`,
      `CREATE ROLE IF NOT EXISTS "r" WITH LOGIN = true AND PASSWORD = ${reader};`,
      `ALTER ROLE "r" WITH LOGIN = true AND PASSWORD = ${reader};`,
      `GRANT CREATE ON ALL TABLES IN KEYSPACE "${keyspace}" TO "w";`,
      `GRANT ALTER ON ALL TABLES IN KEYSPACE "${keyspace}" TO "w";`,
      `GRANT SELECT ON ALL TABLES IN KEYSPACE "${keyspace}" TO "w";`,
      `GRANT MODIFY ON ALL TABLES IN KEYSPACE "${keyspace}" TO "w";`,
      `GRANT SELECT ON ALL TABLES IN KEYSPACE "${keyspace}" TO "r";`,
      '',
    ]);
  });
}

test('a node that refuses a statement fails the Job', async (context) => {
  const refused = runJob(context, jobOf('feed'), { program: 'cqlsh', env, failing: 'GRANT SELECT' });
  await assert.rejects(refused, { message: /failed: status 1$/ });
});

test('the Job of the schema runs at every sync, after the cluster, with three accounts', () => {
  const job = jobOf('feed');
  assert.deepEqual(job.metadata.annotations, {
    'argocd.argoproj.io/hook': 'Sync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    'argocd.argoproj.io/sync-wave': '1',
  });
  const { template, ...spec } = job.spec as {
    template: {
      metadata: { labels: Record<string, string> };
      spec: { containers: object[] } & Record<string, unknown>;
    };
  };
  const podFailurePolicy = {
    rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
  };
  assert.deepEqual(spec, { activeDeadlineSeconds: 3600, backoffLimit: 3, podFailurePolicy });
  assert.equal(template.metadata.labels['app.kubernetes.io/name'], 'feed-database-schema');
  const { containers, ...pod } = template.spec;
  assert.deepEqual(pod, {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: 'shop-critical',
    securityContext: restrictedPod(999, 999),
    volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '16Mi' } }],
  });
  const { command, env: variables, ...container } = containerOf(job);
  assert.deepEqual(command.slice(0, 2), ['/bin/sh', '-euc']);
  const account = (name: string, secret: string) =>
    ['username', 'password'].map((key) => ({
      name: `${name}_${key.toUpperCase()}`,
      valueFrom: { secretKeyRef: { name: secret, key } },
    }));
  assert.deepEqual(variables, [
    { name: 'HOME', value: '/tmp' },
    ...account('SUPERUSER', 'feed-superuser'),
    ...account('WRITER', 'feed-database-credentials'),
    ...account('READER', 'feed-database-reader-credentials'),
  ]);
  assert.deepEqual(
    [container, containers.length],
    [
      {
        name: 'schema',
        image: 'registry.example.com/k8ssandra/cassandra:5.0.6-ubi@sha256:0',
        imagePullPolicy: 'IfNotPresent',
        resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '256Mi' } },
        securityContext: readOnlyContainer,
        volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      },
      1,
    ],
  );
});

test('writers and readers have accounts of their own, with names that are keyspace names', () => {
  const usernames = ['my-feed-database', 'my-feed-database-reader'].map(
    (account) =>
      specOf<{ target: { template: { data: object } } }>(
        objectsOf('my-feed'),
        'ExternalSecret',
        `${account}-credentials`,
      ).target.template.data,
  );
  assert.deepEqual(usernames, [
    { username: 'my_feed', password: '{{ .password }}' },
    { username: 'my_feed_reader', password: '{{ .password }}' },
  ]);
});
