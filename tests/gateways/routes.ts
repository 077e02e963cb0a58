import assert from 'node:assert/strict';
import { test } from 'node:test';
import { http } from '../../lab/gateways/clients/http.ts';
import { call, type MobileRequest, type Running } from './mobile.ts';

/** Requests that reach a backend, by host and path. */
export const reached: [what: string, request: MobileRequest, backend: string][] = [
  ['the API', { path: '/v1/me?fields=name' }, 'backend/api'],
  ['the API itself', { path: '/v1' }, 'backend/api'],
  ['another app below the same path', { path: '/v1/catalogue/teas' }, 'backend/catalogue'],
  ['a longer segment, which is not that app', { path: '/v1/catalogues' }, 'backend/api'],
  ['the feed', { path: '/v1/feed' }, 'backend/activity'],
  ['payments', { path: '/v1/billing/invoices', method: 'POST', body: '{}' }, 'backend/billing'],
  ['a login, without a token', { host: 'auth', path: '/realms/mobile/account', token: 'none' }, 'identity/auth'],
  ['what pages of the login are made of', { host: 'auth', path: '/resources/x.css', token: 'none' }, 'identity/auth'],
  ['a picture, without a token', { host: 'images', path: '/signature/a.jpg', token: 'none' }, 'media/thumbnails'],
  ['an upload, at the shard where it began', { host: 'files', path: '/files/1/abc', method: 'PATCH' }, 'media/files-1'],
  [
    'the app in the version that is asked for',
    { path: '/v1/me', headers: { 'X-App-Version': '1.4.0' } },
    'backend/api',
  ],
  ['an app that does not tell its version', { path: '/v1/me' }, 'backend/api'],
];

/** Requests that no backend may see. */
export const unknown: [what: string, request: MobileRequest][] = [
  ['a path that no route has', { path: '/v2/me' }],
  ['the root', { path: '/' }],
  ['a shard that is not there', { host: 'files', path: '/files/7/abc', method: 'PATCH' }],
  ['a longer path than an exact route', { host: 'realtime', path: '/connection/websocket/x' }],
  ['the path of one host at another', { host: 'images', path: '/health' }],
];

/** Routing as production declares it: by host, path and version. */
export function routesAsDeclared(running: () => Running): void {
  for (const [what, request, backend] of reached) {
    test(`${what} reaches ${backend}`, async () => {
      const { status, echo } = await call(running(), request);
      assert.equal(status, 200);
      // A share of the feed's requests goes to its canary.
      assert.equal(echo?.backend.replace(/-canary$/, ''), backend);
      assert.equal(echo.path, request.path, 'the path arrives as it was sent');
    });
  }

  for (const [what, request] of unknown) {
    test(`${what} reaches nobody`, async () => {
      const { status, echo } = await call(running(), request);
      assert.equal(echo, undefined);
      assert.equal(status, 404);
    });
  }

  test('an app that is too old is told to update, with or without a token', async () => {
    for (const token of [undefined, 'none'] as const) {
      const headers = { 'X-App-Version': '1.3.9' };
      const { status, body, echo } = await call(running(), { path: '/v1/me', headers, ...(token && { token }) });
      assert.equal(status, 426);
      assert.equal(echo, undefined);
      assert.match(body, /upgrade|update/i);
    }
  });

  test('without TLS there is only a redirect to it', async () => {
    const host = 'api.example.com';
    const { status, headers } = await http(running().endpoint('http'), { host, path: '/v1/me?a=b' });
    assert.ok([301, 308].includes(status), `${status}`);
    assert.match(headers.location ?? '', /^https:\/\/api\.example\.com(:443)?\/v1\/me\?a=b$/);
  });
}
