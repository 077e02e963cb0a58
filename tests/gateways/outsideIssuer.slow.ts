import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { http } from '../../lab/gateways/clients/http.ts';
import type { GatewayEndpoint } from '../../lab/gateways/gatewayEndpoint.ts';
import { type Ground, openGround } from '../../lab/gateways/ground.ts';
import { createIssuer, type Fault } from '../../lab/gateways/issuer.ts';
import { startIstio } from '../../lab/gateways/istio/istio.ts';
import { startTraefik } from '../../lab/gateways/traefik/traefik.ts';
import { labProgram } from '../../lab/programs.ts';
import { until } from '../../lab/until.ts';
import { say } from '../cluster/say.ts';
import { startBeside } from './beside.ts';
import { endsCleanly } from './endsCleanly.ts';
import { type KeysServer, serveKeys } from './keysServer.ts';
import { meshConfigIn } from './meshConfig.ts';
import { issuer as keycloak } from './mobile.ts';
import { productionWith } from './production.ts';
import { traefikConfigurationIn } from './traefikArguments.ts';

// Gateways verify tokens of an issuer outside, whose keys they fetch over TLS.

const name = 'https://login.example.net/';
const audiences = ['https://api.example.com', 'mobile-app'];
const [audience = ''] = audiences;
const issuer = createIssuer({ issuer: name, audience });
const kit = await labProgram('kit', say);

const starts: Readonly<Record<'istio' | 'traefik', (ground: Ground, root: string) => Promise<Endpoints>>> = {
  istio: async (ground, root) => startIstio(ground, meshConfigIn(root)),
  traefik: async (ground, root) => startTraefik(ground, await traefikConfigurationIn(root)),
};
interface Endpoints {
  endpoint(listener: string): GatewayEndpoint;
}

for (const [gateway, start] of Object.entries(starts) as [keyof typeof starts, (typeof starts)['istio']][]) {
  describe(`${gateway} with an issuer outside`, () => {
    let ground: Ground;
    let running: Endpoints;
    let server: KeysServer;
    const folder = mkdtempSync(join(tmpdir(), 'issuer-'));
    const removed: (() => void)[] = [];
    before(async () => {
      server = await serveKeys(issuer, kit, folder);
      const tokens = { provider: 'external', issuer: name, keys: server.keys, audiences };
      const { root, objects } = await productionWith(gateway, (remove) => removed.push(remove), tokens);
      ground = await openGround(gateway, objects, { authorities: server.authority, progress: say });
      await startBeside(ground);
      running = await start(ground, root);
    });
    after(async () => {
      await endsCleanly(ground);
      server.stop();
      rmSync(folder, { recursive: true, force: true });
      for (const remove of removed) remove();
    });

    const ask = (token: string) =>
      http(running.endpoint('https-api'), {
        host: 'api.example.com',
        path: '/v1/me',
        headers: { authorization: `Bearer ${token}` },
      });

    test('no Keycloak is there', () => assert.ok(!ground.places.has('identity/auth')));

    test('a token of that issuer opens a route, as its subject, whichever of its audiences it names', async () => {
      await until('the gateway has the keys', 30, async () => {
        const { status } = await ask(issuer.token());
        return status === 200 || `${status}`;
      });
      for (const aud of [...audiences, ['other', audience]]) {
        const { status, echo } = await ask(issuer.token(undefined, { aud, sub: 'auth0|ada' }));
        assert.equal(status, 200, String(aud));
        assert.equal(echo?.headers['x-user-id'], 'auth0|ada');
      }
    });

    for (const fault of ['expired', 'other audience', 'other issuer', 'forged signature'] satisfies Fault[]) {
      test(`a token with the fault "${fault}" opens nothing`, async () => {
        const { status, echo } = await ask(issuer.token(fault));
        assert.equal(echo, undefined);
        assert.ok([401, 403].includes(status), `${status}`);
      });
    }

    test('a token of the Keycloak that is not there opens nothing', async () => {
      const { status, echo } = await ask(keycloak.token());
      assert.equal(echo, undefined);
      assert.equal(status, 401);
    });
  });
}
