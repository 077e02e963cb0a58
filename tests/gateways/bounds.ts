import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slowly } from '../../lab/gateways/clients/slowly.ts';
import { webSocket } from '../../lab/gateways/clients/webSocket.ts';
import { call, type Running } from './mobile.ts';

/** Limits, sizes and times. */
export function keepsBounds(running: () => Running): void {
  test('a user who calls too often is told when to come back, and another one is served', async () => {
    const quick = await Promise.all(
      Array.from({ length: 60 }, () => call(running(), { path: '/v1/billing/invoices', user: 'eager' })),
    );
    const served = quick.filter(({ status }) => status === 200);
    const refused = quick.filter(({ status }) => status === 429);
    assert.equal(served.length + refused.length, quick.length, `${quick.map(({ status }) => status)}`);
    assert.ok(served.length >= 5, `${served.length} served`);
    assert.ok(served.length <= 25, `${served.length} served of 5 a second`);
    assert.match(refused[0]?.headers['retry-after'] ?? '', /^\d+$/);
    const { status } = await call(running(), { path: '/v1/billing/invoices', user: 'calm' });
    assert.equal(status, 200);
  });

  test('a request that is too large is refused', async () => {
    const small = await call(running(), { path: '/v1/me', method: 'POST', body: 'a'.repeat(900_000), user: 'small' });
    assert.equal(small.echo?.bytes, 900_000);
    const large = await call(running(), { path: '/v1/me', method: 'POST', body: 'a'.repeat(1_200_000), user: 'large' });
    assert.equal(large.status, 413);
    assert.equal(large.echo, undefined);
  });

  test('an upload may be large, and goes to its shard whole', async () => {
    const size = 20 * 1024 * 1024;
    const { echo } = await call(running(), {
      host: 'files',
      path: '/files/2/abc',
      method: 'PATCH',
      body: 'a'.repeat(size),
      headers: { 'content-type': 'application/offset+octet-stream' },
    });
    assert.equal(echo?.backend, 'media/files-2');
    assert.equal(echo.bytes, size);
  });

  test('an answer that does not come is given up, and asked for once', async () => {
    const api = running().ground.backends.get('backend/api');
    const path = '/v1/me?wait=25000';
    const { status, seconds } = await call(running(), { path, user: 'patient' });
    assert.equal(status, 504);
    assert.ok(seconds > 14 && seconds < 18, `${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    const asked = api?.requests().filter((one) => one.path === path).length ?? 0;
    assert.ok(asked <= 1, `asked ${asked} times`);
  });

  test('a backend that breaks off in the middle is asked once', async () => {
    const api = running().ground.backends.get('backend/api');
    const path = '/v1/orders?die=1';
    const reply = await call(running(), { path, method: 'POST', body: '{}' }).catch(() => undefined);
    // The headers may have arrived already: then the connection breaks, or the body is not whole.
    if (reply) assert.ok(reply.status >= 500 || reply.echo === undefined, `${reply.status}`);
    assert.equal(api?.requests().filter((one) => one.path === path).length, 1);
  });

  test('a WebSocket stays open for longer than idle connections usually may', async () => {
    const request = { host: 'realtime.example.com', path: '/connection/websocket' };
    const reply = await webSocket(running().endpoint('https-realtime'), request, 70);
    assert.deepEqual(reply, { status: 101, texts: ['before', 'after'] });
  });

  test('an upload over a slow network takes more than a minute', async () => {
    const body = slowly(70, 1000, 1000);
    const { status, echo } = await call(running(), { host: 'files', path: '/files/0/slow', method: 'PATCH', body });
    assert.equal(status, 200);
    assert.equal(echo?.bytes, 70_000);
  });

  test('answers say that only TLS is used, are what they say they are, and do not tell who made them', async () => {
    const { headers } = await call(running(), { path: '/v1/me', user: 'wary' });
    assert.match(headers['strict-transport-security'] ?? '', /^max-age=\d{7,}$/);
    assert.equal(headers['x-powered-by'], undefined);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  });
}
