import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run } from '../../generators/programs/run.ts';
import { wheelProgram } from '../../lab/downloads/wheels.ts';
import { say } from '../cluster/say.ts';
import { distinct } from './production.ts';
import { proxies } from './valkey/document.ts';

// A real HAProxy reads every generated configuration. `valkey.slow.ts` sends traffic through it.

const haproxy = await wheelProgram('haproxy', say);
const folder = mkdtempSync(join(tmpdir(), 'haproxy-'));
after(() => rmSync(folder, { recursive: true }));

/** What HAProxy says of a configuration when warnings are errors (`-dW`). */
async function checked(config: string, env: Readonly<Record<string, string>>): Promise<string> {
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, config);
  const { status, stdout, stderr } = await run(haproxy, ['-dW', '-c', '-f', file], { env });
  return status === 0 ? '' : stdout + stderr;
}

const all = distinct(proxies, ({ config }) => config);

test('every Valkey with several members has a proxy', () => {
  assert.deepEqual([...new Set(all.map(({ object }) => object.metadata.name))].sort(), [
    'answers-cache-proxy',
    'limits-cache-proxy',
    'realtime-broker-proxy',
  ]);
});

for (const { cluster, object, config, env } of all) {
  test(`HAProxy takes the configuration of ${object.metadata.name} in ${cluster}, without a warning`, async () => {
    assert.equal(await checked(config, env(`it's "a" #1`)), '');
  });
}

for (const [what, from, to] of [
  ['a server whose resolvers are not there', 'resolvers cluster init-addr', 'resolvers nobody init-addr'],
  ['a backend that is not there', 'use_backend member-0', 'use_backend member-9'],
  ['a function that is not there', '%[env(PASSWORD),length]', '%[env(PASSWORD),size]'],
] as const) {
  test(`HAProxy refuses ${what}`, async () => {
    const [one] = all;
    assert.ok(one);
    assert.ok(one.config.includes(from));
    assert.notEqual(await checked(one.config.replaceAll(from, to), one.env('any')), '');
  });
}
