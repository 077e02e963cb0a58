import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import type { Environment } from '../model/fleet.ts';
import { promotable } from '../model/settings/promotable.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { names } from '../testing/names.ts';
import { movesBetween } from './moves.ts';
import type { PromotionSource } from './source.ts';
import { targetIn } from './target.ts';

const image = (tag: string, digest = 'a') => `ghcr.io/example/api:${tag}@sha256:${digest.repeat(64)}`;

const api = exampleApp(names.api, {
  images: { api: image('1.0.0'), proxy: 'docker.io/library/proxy:3' },
  settings: Type.Object({
    enabled: Type.Boolean({ default: true }),
    scale: Type.Object({ min: Type.Integer({ default: 3 }) }),
    least: promotable(Type.String({ default: '0.0.0' })),
    queue: Type.Object({ retries: promotable(Type.Integer({ default: 20 })) }),
  }),
});
const worker = exampleApp(names.worker, { images: { worker: image('1.0.0'), proxy: 'docker.io/library/proxy:3' } });
const catalogue = { apps: [api, worker], contracts: [] };

/** What moves into an environment, in words, and the codes and places of findings. */
function moved(source: Partial<PromotionSource>, changes: Partial<Environment> = {}, only?: string) {
  const environment = { ...exampleEnvironment([exampleCluster('aws')], changes.settings, 'production'), ...changes };
  const target = targetIn(catalogue, exampleFleet([environment]), 'production', only);
  const { moves, findings } = movesBetween({ images: {}, apps: {}, ...source }, target);
  return {
    moves: moves.map(({ apps, what, from, to, path }) => `${apps} ${what} ${from} → ${to} at ${path.join('.')}`),
    findings: findings.map(({ code, at }) => `${code} ${at?.file}`),
  };
}

const settings = (apps: object) => exampleEnvironment([exampleCluster('aws')], { apps } as object).settings;
const nothing = { moves: [], findings: [] };

test('images that the source names move, and those that are there already do not', () => {
  const source = { images: { api: image('1.1.0'), worker: image('1.0.0') } };
  const move = `api image api ${image('1.0.0')} → ${image('1.1.0')} at images.api`;
  assert.deepEqual(moved(source), { moves: [move], findings: [] });
  assert.deepEqual(moved(source, { images: { api: image('1.1.0') } }), nothing);
  assert.equal(moved({ images: { api: image('1.0.0', 'b') } }).moves.length, 1, 'another build of the same version');
});

test('settings that are marked move, from the default too, and no other', () => {
  const source = { apps: { api: { least: '1.2.0', queue: { retries: 5 }, scale: { min: 9 }, enabled: false } } };
  const retries = 'api queue.retries 20 → 5 at apps.api.queue.retries';
  assert.deepEqual(moved(source).moves, ['api least 0.0.0 → 1.2.0 at apps.api.least', retries]);
  assert.deepEqual(moved(source, { settings: settings({ api: { least: '1.2.0' } }) }).moves, [retries]);
});

test('what the source leaves to the code stays', () => {
  assert.deepEqual(
    moved({}, { images: { api: image('1.1.0') }, settings: settings({ api: { least: '2.0.0' } }) }),
    nothing,
  );
});

test('a version that would go back stays, and is said at its line', () => {
  const source = { images: { api: image('1.9.0'), worker: image('2.0.0') }, apps: { api: { least: '1.0.0' } } };
  const now = { images: { api: image('1.10.0') }, settings: settings({ api: { least: '1.2.0' } }) };
  assert.deepEqual(moved(source, now), {
    moves: [`worker image worker ${image('1.0.0')} → ${image('2.0.0')} at images.worker`],
    findings: [
      'promotion-goes-back overlays/production/images.yaml.images.api',
      'promotion-goes-back overlays/production/environment.yaml.apps.api.least',
    ],
  });
  const other = { images: { api: 'ghcr.io/example/new-api:1.0.0' } };
  assert.equal(moved(other, now).moves.length, 1, 'versions of another repository say nothing');
});

test('one app alone moves, with an image that it shares', () => {
  const source = { images: { api: image('2'), worker: image('2'), proxy: 'docker.io/library/proxy:4' } };
  assert.deepEqual(moved(source, {}, 'worker').moves, [
    `worker image worker ${image('1.0.0')} → ${image('2')} at images.worker`,
    'api,worker image proxy docker.io/library/proxy:3 → docker.io/library/proxy:4 at images.proxy',
  ]);
});

test('an app that the target does not run gets nothing, and cannot be named', () => {
  const off = { settings: settings({ api: { enabled: false } }) };
  assert.deepEqual(moved({ images: { api: image('2') }, apps: { api: { least: '2.0.0' } } }, off), nothing);
  assert.throws(() => moved({}, off, 'api'), { message: /^No cluster of production runs api/ });
  assert.throws(() => moved({}, off, 'apy'), { message: 'There is no app apy.', fix: 'Did you mean api?' });
});
