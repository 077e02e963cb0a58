import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLinks } from '../../link/check.ts';
import { linkCluster } from '../../link/clusters.ts';
import type { Cluster } from '../../model/settings/index.ts';
import { change } from '../../testing/change.ts';
import { exampleCluster } from '../../testing/clusters.ts';
import { exampleEnvironment } from '../../testing/environment.ts';
import { exampleFleet } from '../../testing/fleet.ts';
import { app } from '../../testing/names.ts';
import { readFiles } from '../../testing/readFiles.ts';
import { exampleRuntime } from '../../testing/runtime.ts';
import { environmentYaml, validFiles } from '../../testing/settings.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { open, route } from '../gateways/route.ts';
import { service } from '../service.ts';

const digest = `@sha256:${'0'.repeat(64)}`;
const image = `ghcr.io/example/api:2${digest}`;

/** What is said of `apps` of the sample company's production. */
function read(apps: string) {
  const changed = change(environmentYaml, '  api:\n    scale: { min: 6, max: 60 }\n', apps);
  return readFiles({ ...validFiles, 'overlays/production/environment.yaml': changed }).findings.map(
    ({ code, message, fix, at }) => [at?.line, code, message, fix],
  );
}

const promote =
  'Share of requests in per cent, 0 for those with the header X-Canary alone. In place of 100, put the image into images.yaml and remove the canary';
const range = 'a whole number from 0 to 99';

for (const [title, written, expected] of [
  ['a canary for testers alone', `canary: { image: "${image}" }`, undefined],
  ['the largest share', `canary: { image: "${image}", weight: 99 }`, undefined],
  [
    'all requests',
    `canary: { image: "${image}", weight: 100 }`,
    ['out-of-range', `weight is 100; expected ${range}.`, `Write ${range} (${promote}).`],
  ],
  [
    'a share below nothing',
    `canary: { image: "${image}", weight: -1 }`,
    ['out-of-range', `weight is -1; expected ${range}.`, `Write ${range} (${promote}).`],
  ],
  [
    'an image without a digest',
    'canary: { image: "ghcr.io/example/api:2" }',
    [
      'image-without-digest',
      'image is "ghcr.io/example/api:2", an image without a digest.',
      'Add the digest that the registry has for it: "ghcr.io/example/api:2@sha256:<digest>".',
    ],
  ],
  [
    'an image without a tag',
    'canary: { image: "ghcr.io/example/api" }',
    [
      'image-without-tag',
      'image is "ghcr.io/example/api", an image without a tag.',
      'Name the tag before the digest: "ghcr.io/example/api:<tag>@sha256:<digest>".',
    ],
  ],
] as const) {
  test(`${title} is ${expected ? `reported as ${expected[0]}` : 'well'}`, () => {
    assert.deepEqual(read(`  api:\n    ${written}\n`), expected ? [[13, ...expected]] : []);
  });
}

test('an app without routes has no canary', () => {
  assert.deepEqual(read(`  worker:\n    canary: { image: "${image}" }\n`), [
    [
      13,
      'unknown-key',
      '"canary" is not a key of apps.worker.',
      'Delete it, or use one of its keys: enabled, scale, resources, nodes, queue, state.',
    ],
  ]);
});

const shop = app('shop', 'backend', ['http']);
const standIn = { ...exampleRuntime, image: 'ghcr.io/stand/in:1' };
const runtime = { own: { ...exampleRuntime, image: '' }, standIn };
const ways = [
  route('api', '/v1', { auth: open('A test.') }),
  route('api', '/shop.Shop', { auth: open('A test.'), protocol: 'grpc', name: 'rpc' }),
];
const at = (key: string) => `overlays/test/environment.yaml.${key}`;

/** What is said of the canary of an app in a cluster, given by the environment. */
function found(
  canary: object,
  cluster: Partial<Cluster> = {},
  images = { shop: 'ghcr.io/example/api:1' },
  own: typeof runtime = runtime,
) {
  const environment = {
    ...exampleEnvironment([exampleCluster('aws', { name: 'one', ...cluster })], { apps: { shop: { canary } } }),
    images,
  };
  const catalogue = { apps: [service(shop, { ...exampleSpec, runtime: own, routes: ways, uses: {} })], contracts: [] };
  const fleet = exampleFleet([environment]);
  const [only] = environment.settings.clusters;
  assert.ok(only);
  return checkLinks(catalogue, fleet, linkCluster(catalogue, fleet, environment, only)).map(
    ({ code, severity, message, fix, at, in: where }) => {
      assert.deepEqual([severity, where], ['error', { environment: 'test', cluster: 'one', app: 'shop' }]);
      return [at?.file, code, message, fix];
    },
  );
}

test('a canary of the image that the app runs, on a gateway that splits, is well', () => {
  assert.deepEqual(found({ image }), []);
  assert.deepEqual(found({ image: `ghcr.io/stand/in:2${digest}` }, {}, { shop: 'ghcr.io/stand/in:1' }), []);
});

test('a canary whose image no layer sets is found, at the layer that sets the rest', () => {
  const finding = ['canary-without-image', 'The canary of shop has no image.'];
  const fix = 'Set apps.shop.canary.image, or remove the canary.';
  assert.deepEqual(found({ weight: 10 }), [[at('apps.shop.canary'), ...finding, fix]]);
  assert.deepEqual(found({}, { apps: { shop: { canary: { weight: 10 } } } }), [
    [at('clusters.0.apps.shop.canary'), ...finding, fix],
  ]);
});

test('neither the stand-in nor the company’s own image is a canary of the other', () => {
  const fix = 'Put the image into images.yaml as shop: there is nothing to compare it with yet.';
  const code = 'canary-of-another-kind';
  const says = (canary: string, stable: string) =>
    `The canary of shop is ${canary}, and shop itself runs ${stable}: one of the two is the stand-in, with other ports.`;
  const other = `ghcr.io/stand/in:2${digest}`;
  assert.deepEqual(found({ image }, {}, { shop: 'ghcr.io/stand/in:1' }), [
    [at('apps.shop.canary.image'), code, says(image, 'ghcr.io/stand/in:1'), fix],
  ]);
  assert.deepEqual(found({ image: other }), [
    [at('apps.shop.canary.image'), code, says(other, 'ghcr.io/example/api:1'), fix],
  ]);
});

test('a program that does not run in two versions at a time has no canary of another one', () => {
  const says = (canary: string) => [
    at('apps.shop.canary.image'),
    'canary-of-another-version',
    `The canary of shop is Keycloak ${canary} and would run in one cluster with 1, which Keycloak does not support.`,
    'Put the image into images.yaml as shop, with update: recreate for the app, and try it in another environment first.',
  ];
  const single = { own: { ...runtime.own, oneVersion: 'Keycloak' }, standIn };
  assert.deepEqual(found({ image }, {}, undefined, single), [says('2')]);
  assert.deepEqual(found({ image: `ghcr.io/example/mirror:1${digest}` }, {}, undefined, single), []);
});

test('a gRPC route has no canary on Kong, which splits none', () => {
  assert.deepEqual(found({ image }, { gateway: 'kong' }), [
    [
      at('apps.shop.canary'),
      'canary-not-split',
      'shop has the gRPC route shop-rpc, and kong, the gateway of one, sends no share of gRPC calls to a canary.',
      'Set the canary for clusters with another gateway, each for itself.',
    ],
  ]);
  for (const gateway of ['istio', 'traefik'] as const) assert.deepEqual(found({ image }, { gateway }), []);
});
