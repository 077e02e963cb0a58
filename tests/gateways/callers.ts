import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, type MobileRequest, type Running } from './mobile.ts';

/** Every route that wants a token, with a path below it. */
export const protectedPaths: MobileRequest[] = [
  { path: '/v1/me' },
  { path: '/v1/catalogue/teas' },
  { path: '/v1/feed' },
  { path: '/v1/billing/invoices' },
  { host: 'files', path: '/files/0/', method: 'POST' },
];

const faults = ['none', 'expired', 'other audience', 'other issuer', 'forged signature'] as const;

/** Spellings of the header that only the gateway may write. */
const identityHeaders = ['X-User-Id', 'x-user-id', 'X_User_Id', 'X-USER-ID', 'x_user-id'];

/** Tokens at the edge: who may call, and as whom. */
export function checksCallers(running: () => Running): void {
  for (const fault of faults) {
    test(`${fault === 'none' ? 'no token' : `a token with the fault "${fault}"`} opens no route that wants one`, async () => {
      for (const request of protectedPaths) {
        const { status, echo } = await call(running(), { ...request, token: fault });
        assert.equal(echo, undefined, request.path);
        assert.ok([401, 403].includes(status), `${request.path}: ${status}`);
      }
    });
  }

  test('what is no token opens nothing', async () => {
    for (const authorization of [
      'Bearer',
      'Bearer x',
      'Bearer a.b.c',
      'Basic YWRhOmFkYQ==',
      'Bearer eyJhbGciOiJub25lIn0.e30.',
    ]) {
      const { status, echo } = await call(running(), { path: '/v1/me', token: 'none', headers: { authorization } });
      assert.equal(echo, undefined, authorization);
      assert.ok(status >= 400 && status < 500, `${authorization}: ${status}`);
    }
  });

  test('the app behind a checked route is told the user, and keeps the token', async () => {
    const { echo } = await call(running(), { path: '/v1/me', user: 'ben' });
    assert.equal(echo?.headers['x-user-id'], 'ben');
    assert.match(echo.headers.authorization ?? '', /^Bearer /);
  });

  for (const header of identityHeaders) {
    test(`nobody says who they are by ${header}`, async () => {
      const headers = { [header]: 'root' };
      for (const request of [
        { path: '/v1/me' },
        { host: 'auth', path: '/realms/mobile/account', token: 'none' as const },
        { host: 'images', path: '/signature/a.jpg', token: 'none' as const },
      ]) {
        const { echo } = await call(running(), { ...request, headers });
        const said = Object.entries(echo?.headers ?? {}).filter(([name]) => /^x[-_]user[-_]id$/i.test(name));
        const own = request.path === '/v1/me' ? [['x-user-id', 'ada']] : [];
        // A gateway may also refuse such a request.
        if (echo) assert.deepEqual(said, own, request.path);
      }
    });
  }

  test('a browser asks before it calls, without a token, and is answered by origin', async () => {
    const preflight = (origin: string) =>
      call(running(), {
        path: '/v1/catalogue/teas',
        method: 'OPTIONS',
        token: 'none',
        headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
      });
    const known = await preflight('https://example.com');
    assert.ok([200, 204].includes(known.status), `${known.status}`);
    assert.equal(known.headers['access-control-allow-origin'], 'https://example.com');
    assert.match(known.headers['access-control-allow-methods'] ?? '', /GET/);
    assert.match(known.headers['access-control-allow-headers'] ?? '', /authorization|\*/i);
    const foreign = await preflight('https://evil.example.net');
    assert.notEqual(foreign.headers['access-control-allow-origin'], 'https://evil.example.net');
    assert.notEqual(foreign.headers['access-control-allow-origin'], '*');
  });
}
