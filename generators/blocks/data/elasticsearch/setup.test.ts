import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run } from '../../../programs/run.ts';
import { renderStore } from './testing/store.ts';

const job = renderStore().find(({ kind }) => kind === 'Job');
const { command } = (job?.spec as { template: { spec: { containers: [{ command: string[] }] } } }).template.spec
  .containers[0];

const folder = mkdtempSync(join(tmpdir(), 'setup-'));
after(() => rmSync(folder, { recursive: true }));

/**
 * Runs the script with a stand-in for curl, which writes down what it is asked and what it logs in with.
 * @param fails the call that fails, from 1
 */
async function setUp(fails: number) {
  const calls = join(folder, `calls-${fails}`);
  const curl = `#!/bin/bash
while [ "$1" != --netrc-file ]; do shift; done
cat "$2" >> '${calls}-account'
echo "\${*: -1}" >> '${calls}'
[ "$(wc -l < '${calls}')" != ${fails} ]
`;
  writeFileSync(join(folder, 'curl'), curl, { mode: 0o755 });
  const env = { PATH: `${folder}:${process.env.PATH}`, TMPDIR: folder, URL: 'https://es:9200', HOST: 'es' };
  const [program = '', ...args] = command;
  const { status } = await run(program, args, {
    env: { ...env, USERNAME: 'keeper', PASSWORD: `it's "$HOME"` },
    timeout: 20_000,
  });
  const lines = (file: string) => readFileSync(file, 'utf8').trim().split('\n');
  return { status, calls: lines(calls), accounts: new Set(lines(`${calls}-account`)) };
}

const answers = 'https://es:9200/_cluster/health?wait_for_status=yellow&timeout=30s';
const told = ['_ilm/policy/kept', '_component_template/logs-otel@custom', '_snapshot/backups', '_slm/policy/kept'];
const paths = told.map((path) => `https://es:9200/${path}`);

test('it waits until Elasticsearch answers, and then tells it all in order', async () => {
  const { status, calls, accounts } = await setUp(0);
  assert.equal(status, 0);
  assert.deepEqual(calls, [answers, ...paths]);
  assert.deepEqual([...accounts], [`machine es login keeper password it's "$HOME"`]);
});

test('what Elasticsearch refuses fails the Job, and nothing after it is told', async () => {
  const { status, calls } = await setUp(3);
  assert.notEqual(status, 0);
  assert.deepEqual(calls, [answers, ...paths.slice(0, 2)]);
});
