import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appIn, tcpPorts } from '../../../testing/peers.ts';
import { distinctRules, userPods } from './network.ts';

const usedBy = [
  { app: 'api', tier: 'backend', port: 'read-write' },
  { app: 'worker', tier: 'backend', port: 'read-only' },
  { app: 'api', tier: 'media', port: 'read-only' },
  { app: 'api', tier: 'backend', port: 'read-only' },
];
const [api, worker, media] = [appIn('backend', 'api'), appIn('backend', 'worker'), appIn('media', 'api')];

for (const [uses, pods] of [
  [undefined, [api, worker, media]],
  [['read-only'], [worker, media, api]],
  [['read-write'], [api]],
  [[], []],
] as const) {
  test(`of users that use a system as ${uses ? uses.join() || 'nothing' : 'anything'}, each app of each tier is a peer once`, () => {
    assert.deepEqual(userPods({ graph: { uses: {}, usedBy } }, uses), pods);
  });
}

test('rules that say the same are one, and others stay in their order', () => {
  const [one, other] = [
    { to: [api], ports: tcpPorts(443) },
    { to: [api], ports: tcpPorts(80) },
  ];
  assert.deepEqual(distinctRules([one, other, { to: [api], ports: tcpPorts(443) }]), [one, other]);
});
