import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Ground, openGround } from '../../lab/gateways/ground.ts';
import { startTraefik, type Traefik } from '../../lab/gateways/traefik/traefik.ts';
import { say } from '../cluster/say.ts';
import { startBeside } from './beside.ts';
import { keepsBounds } from './bounds.ts';
import { checksCallers } from './callers.ts';
import { splitsCanary } from './canaries.ts';
import { endsCleanly } from './endsCleanly.ts';
import { issuer, keysPath } from './mobile.ts';
import { productionWith } from './production.ts';
import { routesAsDeclared } from './routes.ts';
import { closesPaths } from './spellings.ts';
import { closesWithout } from './takenAway.ts';
import { traefikConfigurationIn } from './traefikArguments.ts';

// Traefik routes real requests by what production would have for its active cluster with one line changed.

describe('Traefik', () => {
  let ground: Ground;
  let traefik: Traefik;
  const removed: (() => void)[] = [];
  before(async () => {
    const { root, objects } = await productionWith('traefik', (remove) => removed.push(remove));
    const configuration = await traefikConfigurationIn(root);
    const responders = { 'identity/auth': issuer.servesKeys(keysPath) };
    ground = await openGround('traefik', objects, { responders, progress: say });
    await startBeside(ground);
    traefik = await startTraefik(ground, configuration);
  });
  after(async () => {
    await endsCleanly(ground);
    for (const remove of removed) remove();
  });

  const running = () => ({ ground, endpoint: traefik.endpoint });
  test('every router that its routes make is enabled', async () => {
    const faulty = (await traefik.routers()).filter(
      ({ status, provider }) => provider !== 'internal' && status !== 'enabled',
    );
    assert.deepEqual(faulty, []);
  });
  describe('with all that production has', { concurrency: 4 }, () => {
    routesAsDeclared(running);
    checksCallers(running);
    closesPaths(running);
    splitsCanary(running);
    keepsBounds(running);
  });
  describe('with something taken away', () => closesWithout(running, ['Middleware', 'ServersTransport']));
});
