import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, type Running } from './mobile.ts';

/** A canary with a fifth of the requests. */
export function splitsCanary(running: () => Running): void {
  const feed = (user: string, headers = {}) => call(running(), { path: '/v1/feed', user, headers });

  test('a canary gets about its share of requests', async () => {
    const replies = [];
    // Each user stays below the limit.
    for (let at = 0; at < 300; at++) replies.push(await feed(`user-${at}`));
    const canary = replies.filter(({ echo }) => echo?.backend === 'backend/activity-canary').length;
    const stable = replies.filter(({ echo }) => echo?.backend === 'backend/activity').length;
    assert.equal(canary + stable, replies.length, 'each is answered');
    assert.ok(canary > 30 && canary < 95, `${canary} of 300 for 20 per cent`);
  });

  test('testers reach the canary always, with a token as everybody', async () => {
    for (let at = 0; at < 5; at++) {
      const { echo } = await feed('tester', { 'X-Canary': 'always' });
      assert.equal(echo?.backend, 'backend/activity-canary');
    }
    const { status, echo } = await call(running(), {
      path: '/v1/feed',
      token: 'none',
      headers: { 'X-Canary': 'always' },
    });
    assert.equal(echo, undefined);
    assert.ok([401, 403].includes(status));
  });
}
