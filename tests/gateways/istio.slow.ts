import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import { type Ground, openGround } from '../../lab/gateways/ground.ts';
import { type Istio, startIstio } from '../../lab/gateways/istio/istio.ts';
import type { MeshConfig } from '../../lab/gateways/istio/istiod.ts';
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

/** The mesh configuration in the values of istiod's chart. */
function meshConfigIn(root: string): MeshConfig {
  const values = (path: string) => parse(readFileSync(join(root, 'argocd/charts/istiod', path), 'utf8')) ?? {};
  const shared = values('production.yaml') as { meshConfig?: MeshConfig };
  const own = values('production/aws-us-east-1.yaml') as { meshConfig?: MeshConfig };
  const meshConfig = { ...shared.meshConfig, ...own.meshConfig };
  assert.ok(meshConfig.pathNormalization, 'the chart has a mesh configuration');
  return meshConfig;
}
