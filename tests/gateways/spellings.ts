import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, type Running } from './mobile.ts';

/** What nobody outside may reach, with the host under which it would be looked for. */
const forbidden: [host: string, path: string][] = [
  ['auth', '/admin'],
  ['auth', '/admin/realms/mobile/users'],
  ['auth', '/realms/master/protocol/openid-connect/token'],
  ['auth', '/metrics'],
  ['auth', '/health/ready'],
  ['api', '/metrics'],
  ['api', '/readyz'],
  ['api', '/hooks/uploads'],
  ['images', '/health'],
];

/** Other spellings of a path, which some servers take for the same one. */
function spellings(path: string): string[] {
  const first = path.slice(1);
  const encoded = `%${first.charCodeAt(0).toString(16)}${first.slice(1)}`;
  return [
    path,
    `/${path}`,
    `/.${path}`,
    `/%2e${path}`,
    `/;${path}`,
    `/x/..${path}`,
    `/x/%2e%2e${path}`,
    `/${encoded}`,
    `/${path.slice(1).toUpperCase()}`,
    `${path}/`,
    `${path}/.`,
    `${path};x=1`,
    `/%2f${first}`,
    `\\${first}`,
    `/realms/mobile/..%2f..${path}`,
    `/realms/mobile/../..${path}`,
    `/realms/mobile/%2e%2e/%2e%2e${path}`,
    `/resources/..${path}`,
    `/v1/..${path}`,
    `/v1/%2e%2e${path}`,
    `/v1/..;${path}`,
    `/v1/..%5c${first}`,
  ];
}

/**
 * What a server makes of a path at most: decoded twice, without `.`, `..` and empty segments. One written in Java may
 * leave out parameters (`;x=1`) and read any case too.
 */
export function meant(path: string, inJava: boolean): string {
  const decode = (text: string) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  const plain = decode(decode(path.split('?')[0] ?? '')).replaceAll('\\', '/');
  const segments: string[] = [];
  for (const one of plain.split('/')) {
    const segment = (inJava ? one.split(';')[0]?.toLowerCase() : one) ?? '';
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}

/** Paths of administration, health, metrics and hooks, in any spelling. */
export function closesPaths(running: () => Running): void {
  for (const [host, path] of forbidden) {
    test(`${host}.example.com${path} is reached by no spelling`, async () => {
      for (const spelled of spellings(path)) {
        const reply = await call(running(), { host, path: spelled, token: 'none' }).catch(() => undefined);
        const arrived = reply?.echo?.path;
        if (arrived === undefined) continue;
        assert.notEqual(meant(arrived, host === 'auth'), path, `${spelled} arrived as ${arrived}`);
      }
    });
  }

  test('a route that wants a token wants it in every spelling', async () => {
    for (const spelled of spellings('/v1/me')) {
      const reply = await call(running(), { path: spelled, token: 'none' }).catch(() => undefined);
      assert.equal(reply?.echo, undefined, spelled);
    }
  });
}
