import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change } from '../../testing/change.ts';
import { readFiles } from '../../testing/readFiles.ts';
import { environmentYaml, fleetYaml, validFiles } from '../../testing/settings.ts';

const codes = (files: Readonly<Record<string, string>>) =>
  readFiles({ ...validFiles, ...files }).findings.map(({ code, field }) => `${code} ${field}`);

const window = 'windows:\n  - { kind: deny, schedule: 0 12 * * 5, duration: 68h, why: nobody watches }\n';
const lines: [string, string, string[]][] = [
  ['a window in UTC', window, []],
  ['a window elsewhere', window.replace('why', 'timeZone: Europe/Berlin, manual: true, why'), []],
  ['a window without a reason', window.replace(', why: nobody watches', ''), ['missing-key windows[0]']],
  ['a window of six fields', window.replace('0 12 * * 5', '0 0 12 * * 5'), ['malformed-value windows[0].schedule']],
  ['a window without an end', window.replace('68h', 'forever'), ['malformed-value windows[0].duration']],
  ['an environment that people sync', 'synced: false\n', []],
  ['a key that is none', 'hub: x\n', ['unknown-key hub']],
];
for (const [title, text, expected] of lines) {
  test(`how an environment is delivered: ${title}`, () => {
    assert.deepEqual(codes({ 'overlays/production/environment.yaml': `${environmentYaml}${text}` }), expected);
  });
}

test('an app and a cluster may be retiring, and nothing else', () => {
  const changed = (from: string, to: string) =>
    codes({ 'overlays/production/environment.yaml': change(environmentYaml, from, to) });
  const scale = '    scale: { min: 6, max: 60 }\n';
  assert.deepEqual(changed(scale, `${scale}    state: retiring\n`), []);
  assert.deepEqual(changed(scale, `${scale}    state: gone\n`), ['unknown-value apps.api.state']);
  assert.deepEqual(changed('role: standby', 'role: standby\n    state: retiring'), []);
  assert.deepEqual(changed('role: standby', 'role: standby\n    state: running'), [
    'unknown-value clusters[google-us-central1].state',
  ]);
});

const addresses: [string, string[]][] = [
  ['http://127.0.0.1:8080/repository.git', []],
  ['http://localhost/repository.git', []],
  ['http://git.example.com/repository.git', ['malformed-value repository']],
  ['http://127.0.0.1.example.com/repository.git', ['malformed-value repository']],
  ['http://localhost.example.com/a.git', ['malformed-value repository']],
];
for (const [address, expected] of addresses) {
  test(`the repository is read over HTTPS or SSH, over HTTP from this machine alone: ${address}`, () => {
    const text = change(fleetYaml, 'https://git.example.com/shop/gitops.git', address);
    assert.deepEqual(codes({ 'overlays/fleet.yaml': text }), expected);
  });
}
