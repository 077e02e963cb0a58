import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grpc } from '../../lab/gateways/clients/grpc.ts';
import { http } from '../../lab/gateways/clients/http.ts';
import { serverSentEvents } from '../../lab/gateways/clients/serverSentEvents.ts';
import { slowly } from '../../lab/gateways/clients/slowly.ts';
import { webSocket } from '../../lab/gateways/clients/webSocket.ts';
import type { GatewayEndpoint } from '../../lab/gateways/gatewayEndpoint.ts';
import type { Ground } from '../../lab/gateways/ground.ts';
import { grpcHost, host } from './shop.ts';

/** What every gateway has to do with the objects of the shop, on both of its listeners. */
export function routesTheShop(running: () => { ground: Ground; endpoint(listener: string): GatewayEndpoint }): void {
  for (const listener of ['http', 'https']) {
    const endpoint = () => running().endpoint(listener);

    for (const [path, backend] of [
      ['/teas/green?cups=2', 'shop/teas'],
      ['/orders', 'shop/orders'],
    ] as const) {
      test(`${listener}: ${path} reaches ${backend}`, async () => {
        const { status, echo } = await http(endpoint(), { host, path });
        assert.equal(status, 200);
        assert.equal(echo?.backend, backend);
        assert.equal(echo.path, path);
        assert.equal(echo.host, host);
      });
    }

    for (const [what, request] of [
      ['a path that no route has', { host, path: '/coffees' }],
      ['the begin of a path segment', { host, path: '/teasers' }],
    ] as const) {
      test(`${listener}: ${what} is not found`, async () => {
        const before = count();
        assert.equal((await http(endpoint(), request)).status, 404);
        assert.equal(count(), before, 'no backend received it');
      });
    }

    test(`${listener}: a WebSocket stays open while it is idle`, async () => {
      const reply = await webSocket(endpoint(), { host, path: '/teas/socket' }, 2);
      assert.deepEqual(reply, { status: 101, texts: ['before', 'after'] });
    });

    test(`${listener}: a slow upload arrives whole`, async () => {
      const body = slowly(10, 1000, 200);
      const { status, echo } = await http(endpoint(), { host, path: '/orders', method: 'POST', body });
      assert.equal(status, 200);
      assert.equal(echo?.bytes, 10_000);
    });

    test(`${listener}: events arrive one by one`, async () => {
      const { status, events: found } = await serverSentEvents(endpoint(), {
        host,
        path: '/orders?events=3&every=300',
      });
      assert.equal(status, 200);
      assert.equal(found.length, 3);
      assert.ok(Number(found[2]?.after) - Number(found[0]?.after) >= 0.5, 'no buffer holds them back');
    });

    test(`${listener}: a call reaches its service, and another service none`, async () => {
      const call = { host: grpcHost, message: 'tea' };
      const { headers, ...reply } = await grpc(endpoint(), { ...call, path: '/shop.Stock/Get' });
      assert.deepEqual(reply, { http: 200, status: 0, message: 'tea' });
      assert.equal(headers['x-backend'], 'shop/stock');
      const other = await grpc(endpoint(), { ...call, path: '/shop.Till/Get' });
      assert.notEqual(other.status, 0);
      assert.equal(other.headers['x-backend'], undefined);
    });
  }

  test('another host name is not found', async () => {
    const { status } = await http(running().endpoint('http'), { host: 'other.example.com', path: '/teas' });
    assert.equal(status, 404);
  });

  test('a backend that is lost is no success', async () => {
    await running().ground.backends.get('shop/orders')?.stop();
    const { status } = await http(running().endpoint('http'), { host, path: '/orders' });
    assert.ok(status >= 500, `${status}`);
  });

  const count = () => [...running().ground.backends.values()].reduce((sum, one) => sum + one.requests().length, 0);
}
