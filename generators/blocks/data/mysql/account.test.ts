import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { outputOf, run } from '../../../programs/run.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { app } from '../../../testing/names.ts';
import { priorities } from '../../../testing/priorities.ts';
import { bucket, mysqlDatabase } from '../../names.ts';
import { here } from '../../source.ts';
import { mysql } from './mysql.ts';

const backups = bucket('backups');
const payments = mysql(app('payments-database', 'data', []), {
  source: here(import.meta),
  contract: mysqlDatabase('payments').contract,
  operator: { name: 'ps-operator', namespace: 'percona-mysql' },
  backups: backups.write,
  images: { server: 'server:1', proxy: 'proxy:1', backup: 'backup:1', operator: 'operator:1' },
  priority: priorities.critical,
  backupPriority: priorities.standard,
  storage: '10Gi',
  resources: { cpu: '1', memory: '1Gi' },
  connections: 100,
  proxy: { cpu: '100m', memory: '128Mi' },
});
const endpoint = { kind: 'bucket', api: 's3', bucket: 'copies', host: '', port: 443, peer: 'internet' } as const;
const graph = { uses: { backups: { edge: backups.write, endpoint } }, usedBy: [] };
const job = payments
  .render({ ...exampleInputs(payments, exampleClusters.aws), graph })
  .find(({ kind }) => kind === 'Job');
const { command } = (job?.spec as { template: { spec: { containers: [{ command: [string, ...string[]] }] } } }).template
  .spec.containers[0];

/** Runs the Job's command with a `mysql` that logs its arguments, and fails if they contain `failing`. */
async function ask(context: TestContext, password: string, failing = 'nothing'): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'account-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const log = join(folder, 'log');
  writeFileSync(join(folder, 'mysql'), `#!/bin/bash\nprintf '%s\\n' "$@" >> ${log}\n[[ "$*" != *"${failing}"* ]]\n`);
  chmodSync(join(folder, 'mysql'), 0o755);
  const [program, ...args] = command;
  const env = { PATH: `${folder}:${process.env.PATH}`, PASSWORD: password };
  outputOf(await run(program, args, { env, timeout: 10_000 }));
  return readFileSync(log, 'utf8');
}

test('the account gets its password as digits that no character of it can break out of', async (context) => {
  const asked = await ask(context, 'a\'b"c\\d`$(e)\n');
  assert.match(
    asked,
    /^--host=payments-haproxy\.data\.svc\.cluster\.local\n--port=3306\n--user=root\n--ssl-mode=REQUIRED\n/,
  );
  assert.match(asked, /UNHEX\('61276222635c646024286529(0a)?'\)/);
  assert.match(asked, /CREATE USER IF NOT EXISTS 'payments'@'%' REQUIRE SSL ACCOUNT LOCK;/);
  assert.match(asked, /GRANT ALL ON payments\.\* TO 'payments'@'%';/);
});

test('a server that refuses the change fails the Job', async (context) => {
  await assert.rejects(ask(context, 'secret', 'CREATE DATABASE'), { message: /failed: status 1$/ });
});
