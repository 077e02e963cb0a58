import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { after, test } from 'node:test';
import { freePorts } from '../processes/ports.ts';
import { startBackend } from './backend/backend.ts';
import { grpc } from './clients/grpc.ts';
import { http } from './clients/http.ts';
import { serverSentEvents } from './clients/serverSentEvents.ts';
import { slowly } from './clients/slowly.ts';
import { webSocket } from './clients/webSocket.ts';
import { createIssuer, type Fault } from './issuer.ts';

// Clients and a backend without a gateway between them: what a test of a gateway sees differ is then the gateway's.

const [port = 0, other = 0] = await freePorts(2);
const address = '127.0.0.1';
const endpoint = { address, port };
const host = 'api.example.com';
const issuer = createIssuer({ issuer: 'https://auth.example.com', audience: 'api' });
const place = { service: 'api', namespace: 'backend', address, ports: [port, other], named: {}, selector: {} };
const backend = await startBackend(place, issuer.servesKeys('/keys'));
after(() => backend.stop());

test('a backend says what arrived, on each of its ports', async () => {
  for (const port of place.ports) {
    const { status, echo } = await http(
      { address, port },
      { host, path: '/orders?id=1', method: 'POST', headers: { 'x-user': 'ada' }, body: 'four' },
    );
    assert.equal(status, 200);
    assert.equal(echo?.headers['x-user'], 'ada');
    const { headers: _, ...rest } = echo;
    const path = '/orders?id=1';
    assert.deepEqual(rest, { backend: 'backend/api', method: 'POST', path, host, bytes: 4, complete: true });
  }
});

for (const path of ['//a', '/a//b', '/%2e%2e/a', '/a/../b', '/a;x=1/b', '/a%2fb', '/a\\b', '/a?b#c', '/%00']) {
  test(`the path ${path} arrives as it is`, async () => {
    assert.equal((await http(endpoint, { host, path })).echo?.path, path);
  });
}

test('the query of a request says status and delay of the response', async () => {
  const { status, seconds } = await http(endpoint, { host, path: '/?status=503&wait=300' });
  assert.equal(status, 503);
  assert.ok(seconds >= 0.3);
});

test('a backend that dies breaks the response', async () => {
  await assert.rejects(http(endpoint, { host, path: '/?die=1' }), /aborted|ECONNRESET/);
});

test('a slow upload arrives whole', async () => {
  const { echo, seconds } = await http(endpoint, { host, path: '/', method: 'PUT', body: slowly(5, 100, 50) });
  assert.equal(echo?.bytes, 500);
  assert.ok(seconds >= 0.25);
});

test('a backend that reads slowly takes its time', async () => {
  const body = 'x'.repeat(1 << 20);
  const { echo, seconds } = await http(endpoint, { host, path: '/?read=20', method: 'PUT', body });
  assert.equal(echo?.bytes, 1 << 20);
  assert.ok(seconds >= 0.2);
});

test('events arrive when they are sent', async () => {
  const { status, events: found } = await serverSentEvents(endpoint, { host, path: '/?events=3&every=150' });
  assert.equal(status, 200);
  assert.deepEqual(
    found.map(({ data }) => data),
    ['1', '2', '3'],
  );
  const [first, , last] = found;
  assert.ok(Number(last?.after) - Number(first?.after) >= 0.25);
});

test('a WebSocket stays open while it is idle', async () => {
  assert.deepEqual(await webSocket(endpoint, { host, path: '/socket' }, 0.5), {
    status: 101,
    texts: ['before', 'after'],
  });
});

test('a unary call returns the message and status 0', async () => {
  const { headers, ...reply } = await grpc(endpoint, { host, path: '/shop.Catalogue/Get', message: 'tea' });
  assert.deepEqual(reply, { http: 200, status: 0, message: 'tea' });
  assert.equal(headers['x-backend'], 'backend/api');
  assert.equal(backend.requests().at(-1)?.path, '/shop.Catalogue/Get');
});

test('a backend that is stopped refuses connections', async () => {
  const [port = 0] = await freePorts(1);
  const short = await startBackend({ ...place, ports: [port] });
  assert.equal((await http({ address, port }, { host, path: '/' })).status, 200);
  await short.stop();
  await assert.rejects(http({ address, port }, { host, path: '/' }), /ECONNREFUSED/);
});

/** What someone finds who has only the keys that the issuer serves. */
async function verdict(token: string): Promise<object> {
  const { body } = await http(endpoint, { host, path: '/keys' });
  const [key] = (JSON.parse(body) as typeof issuer.keys).keys;
  const [head = '', payload = '', signature = ''] = token.split('.');
  const signed = Buffer.from(`${head}.${payload}`);
  const publicKey = createPublicKey({ key: key as object, format: 'jwk' });
  const { iss, aud, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return {
    isSigned: verify('RSA-SHA256', signed, publicKey, Buffer.from(signature, 'base64url')),
    isCurrent: exp > Date.now() / 1000,
    isIssuer: iss === 'https://auth.example.com',
    isAudience: aud === 'api',
  };
}

const right = { isSigned: true, isCurrent: true, isIssuer: true, isAudience: true };
const faults: [fault: Fault | undefined, found: object][] = [
  [undefined, {}],
  ['expired', { isCurrent: false }],
  ['other audience', { isAudience: false }],
  ['other issuer', { isIssuer: false }],
  ['forged signature', { isSigned: false }],
];
for (const [fault, found] of faults) {
  test(`a token ${fault ? `with the fault "${fault}" has this one` : 'without a fault has none'}`, async () => {
    assert.deepEqual(await verdict(issuer.token(fault)), { ...right, ...found });
  });
}
