import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Ground, openGround } from '../../lab/gateways/ground.ts';
import { type Istio, startIstio } from '../../lab/gateways/istio/istio.ts';
import { say } from '../cluster/say.ts';
import { startBeside } from './beside.ts';
import { keepsBounds } from './bounds.ts';
import { checksCallers } from './callers.ts';
import { splitsCanary } from './canaries.ts';
import { endsCleanly } from './endsCleanly.ts';
import { meshConfigIn } from './meshConfig.ts';
import { issuer, keysPath } from './mobile.ts';
import { productionWith } from './production.ts';
import { routesAsDeclared } from './routes.ts';
import { closesPaths } from './spellings.ts';
import { closesWithout } from './takenAway.ts';

// Istio and its Envoys route real requests by what production has for its active cluster.

describe('Istio', () => {
  let ground: Ground;
  let istio: Istio;
  const removed: (() => void)[] = [];
  before(async () => {
    const { root, objects } = await productionWith('istio', (remove) => removed.push(remove));
    const responders = { 'identity/auth': issuer.servesKeys(keysPath) };
    ground = await openGround('istio', objects, { responders, progress: say });
    await startBeside(ground);
    istio = await startIstio(ground, meshConfigIn(root), 2);
  });
  after(async () => {
    await endsCleanly(ground);
    for (const remove of removed) remove();
  });

  const running = () => ({ ground, endpoint: istio.endpoint });
  test('the pods of the gateway take the whole configuration', async () => {
    assert.deepEqual(await istio.rejected(), []);
  });
  describe('with all that production has', { concurrency: 4 }, () => {
    routesAsDeclared(running);
    checksCallers(running);
    closesPaths(running);
    splitsCanary(running);
    keepsBounds(running);
  });
  describe('with something taken away', () =>
    closesWithout(running, ['RequestAuthentication', 'AuthorizationPolicy', 'EnvoyFilter', 'DestinationRule']));
});
