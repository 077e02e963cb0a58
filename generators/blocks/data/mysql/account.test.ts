import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters } from '../../../testing/clusters.ts';
import { containerOf, runJob } from '../../../testing/fakeProgram.ts';
import { readOnlyContainer, restrictedPod } from '../../../testing/pods.ts';
import { mysqlOf, objectOf, renderSystem } from '../../../testing/systems.ts';

const jobOf = (name: string) => objectOf(renderSystem(mysqlOf(name), exampleClusters.aws), 'Job', `${name}-account`);

test('the account gets its password as digits that no character of it can break out of', async (context) => {
  const asked = await runJob(context, jobOf('payments'), {
    program: 'mysql',
    env: { PASSWORD: 'a\'b"c\\d`$(e)\n', EXPORTER_PASSWORD: 'b' },
  });
  assert.match(asked, /\nSET @hex = '61276222635c646024286529(0a)?'; CREATE DATABASE/);
});

for (const name of ['payments', 'pay-ments', 'order']) {
  test(`the database and the account ${name} are named in quotes, so the name is neither a keyword nor a difference`, async (context) => {
    const asked = await runJob(context, jobOf(name), {
      program: 'mysql',
      env: { PASSWORD: 'a', EXPORTER_PASSWORD: 'b' },
    });
    const login = [
      `--host=${name}-haproxy.data.svc.cluster.local`,
      '--port=3306',
      '--user=root',
      '--ssl-mode=REQUIRED',
      '--default-character-set=utf8mb4',
      '--connect-timeout=5',
      '--execute',
    ];
    assert.deepEqual(asked.split('\n'), [
      ...login,
      'SELECT 1',
      ...login,
      `SET @hex = '61'; CREATE DATABASE IF NOT EXISTS \`${name}\`;`,
      `CREATE USER IF NOT EXISTS '${name}'@'%' REQUIRE SSL ACCOUNT LOCK;`,
      'SET @password = CONVERT(UNHEX(@hex) USING utf8mb4);',
      `SET @account = CONCAT(QUOTE('${name}'), '@', QUOTE('%'));`,
      "SET @change = CONCAT('ALTER USER ', @account, ' IDENTIFIED BY ', QUOTE(@password), ' REQUIRE SSL ACCOUNT UNLOCK');",
      'PREPARE change_password FROM @change;',
      'EXECUTE change_password;',
      `GRANT ALL ON \`${name}\`.* TO '${name}'@'%';`,
      ...login,
      "SET @hex = '62'; CREATE USER IF NOT EXISTS 'exporter'@'%' REQUIRE SSL WITH MAX_USER_CONNECTIONS 3 ACCOUNT LOCK;",
      'SET @password = CONVERT(UNHEX(@hex) USING utf8mb4);',
      "SET @account = CONCAT(QUOTE('exporter'), '@', QUOTE('%'));",
      "SET @change = CONCAT('ALTER USER ', @account, ' IDENTIFIED BY ', QUOTE(@password), ' REQUIRE SSL ACCOUNT UNLOCK');",
      'PREPARE change_password FROM @change;',
      'EXECUTE change_password;',
      "GRANT PROCESS, REPLICATION CLIENT ON *.* TO 'exporter'@'%';",
      "GRANT SELECT ON performance_schema.* TO 'exporter'@'%';",
      '',
    ]);
  });
}

test('a server that refuses the change fails the Job', async (context) => {
  const job = jobOf('payments');
  const refused = runJob(context, job, {
    program: 'mysql',
    env: { PASSWORD: 'a', EXPORTER_PASSWORD: 'b' },
    failing: 'CREATE DATABASE',
  });
  await assert.rejects(refused, { message: /failed: status 1$/ });
});

test('the Job of the account runs at every sync, after the database, with the passwords of root and of the account', () => {
  const job = jobOf('payments');
  assert.deepEqual(job.metadata.annotations, {
    'argocd.argoproj.io/hook': 'Sync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    'argocd.argoproj.io/sync-wave': '2',
  });
  const { template, ...spec } = job.spec as {
    template: { metadata: unknown; spec: { containers: object[] } & Record<string, unknown> };
  };
  const podFailurePolicy = {
    rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
  };
  assert.deepEqual(spec, { backoffLimit: 3, activeDeadlineSeconds: 1800, podFailurePolicy });
  assert.deepEqual(template.metadata, { labels: job.metadata.labels });
  const { containers, ...pod } = template.spec;
  assert.deepEqual(pod, {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: 'shop-critical',
    securityContext: restrictedPod(1001, 1001),
  });
  const { command, env, ...container } = containerOf(job);
  assert.deepEqual(command.slice(0, 2), ['bash', '-euc']);
  assert.deepEqual(
    env.filter((variable) => 'valueFrom' in variable),
    [
      { name: 'MYSQL_PWD', valueFrom: { secretKeyRef: { name: 'payments-secrets', key: 'root' } } },
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'payments-database-credentials', key: 'password' } } },
      {
        name: 'EXPORTER_PASSWORD',
        valueFrom: { secretKeyRef: { name: 'payments-database-exporter-credentials', key: 'password' } },
      },
    ],
  );
  assert.deepEqual(
    [container, containers.length],
    [
      {
        name: 'account',
        image: 'mysql:1',
        imagePullPolicy: 'IfNotPresent',
        resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '128Mi' } },
        securityContext: readOnlyContainer,
      },
      1,
    ],
  );
});
