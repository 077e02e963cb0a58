import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { platformOf } from '../../platform/examples.ts';
import { mysqlAccount } from './account.ts';

const [job] = mysqlAccount('app', 'payments', 'image', platformOf('aws').inputs, {});
const { command } = (job?.spec as { template: { spec: { containers: [{ command: [string, ...string[]] }] } } }).template
  .spec.containers[0];

/** Runs the job's command with a client that writes down what it is asked, and fails as often as it is told. */
async function run(context: TestContext, password: string, failing = 'nothing'): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'account-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const log = join(folder, 'log');
  writeFileSync(join(folder, 'mysql'), `#!/bin/bash\nprintf '%s\\n' "$@" >> ${log}\n[[ "$*" != *"${failing}"* ]]\n`);
  chmodSync(join(folder, 'mysql'), 0o755);
  const [program, ...args] = command;
  const env = { PATH: `${folder}:${process.env.PATH}`, PASSWORD: password };
  await promisify(execFile)(program, args, { env, timeout: 10_000 });
  return readFileSync(log, 'utf8');
}

test('the account gets its password as digits that no character of it can break out of', async (context) => {
  const asked = await run(context, 'a\'b"c\\d`$(e)\n');
  assert.match(
    asked,
    /^--host=payments-haproxy\.data\.svc\.cluster\.local\n--port=3306\n--user=root\n--ssl-mode=REQUIRED\n/,
  );
  assert.match(asked, /UNHEX\('61276222635c646024286529(0a)?'\)/);
  assert.match(asked, /CREATE USER IF NOT EXISTS 'payments'@'%' REQUIRE SSL ACCOUNT LOCK;/);
  assert.match(asked, /GRANT ALL ON payments\.\* TO 'payments'@'%';/);
});

test('a server that refuses the change fails the job', async (context) => {
  await assert.rejects(run(context, 'secret', 'CREATE DATABASE'), { code: 1 });
});
