import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { App } from '../model/app.ts';
import type { Inputs } from '../model/inputs.ts';
import { nameOf, type Resource } from '../model/resource.ts';
import { ofKind } from '../testing/golden.ts';
import { app } from '../testing/names.ts';
import { rendered } from '../testing/rendered.ts';
import { exampleSpec } from '../testing/spec.ts';
import { amend, changed } from './amend.ts';
import { service } from './service.ts';

const shop = service(app('shop', 'backend', ['http']), { ...exampleSpec, uses: {}, notes: () => ['It is a shop.'] });
const why = 'Its neighbours have names in no DNS.';
const amended = amend(shop, why, (objects) =>
  changed<IDeployment>(objects, 'Deployment/shop', ({ spec }) => {
    if (spec?.template?.spec) spec.template.spec.hostAliases = [{ ip: '10.0.0.1', hostnames: ['old.example.com'] }];
  }),
);
const of = (one: App) => rendered('shop', { apps: [one], contracts: [] });
const podOf = (objects: readonly Resource[]) =>
  (ofKind(objects, 'Deployment')[0]?.spec as { template: { spec: object } }).template.spec;

test('an amended app has its own objects and the change, and nothing of the app itself is touched', () => {
  const { hostAliases, ...rest } = podOf(of(amended)) as { hostAliases: object };
  assert.deepEqual(hostAliases, [{ ip: '10.0.0.1', hostnames: ['old.example.com'] }]);
  assert.deepEqual(rest, podOf(of(shop)));
  assert.deepEqual(of(amended).map(nameOf), of(shop).map(nameOf));
  assert.deepEqual([amended.settings, amended.uses, amended.source], [shop.settings, shop.uses, shop.source]);
});

test('objects may be added and left out; what is undefined is left out of them', () => {
  const added = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'more' }, data: { a: '1', b: undefined } };
  const one = amend(shop, why, (objects) => [
    ...objects.filter(({ kind }) => kind !== 'Deployment'),
    added as Resource,
  ]);
  assert.deepEqual(ofKind(of(one), 'Deployment'), []);
  assert.deepEqual(of(one).at(-1), { ...added, data: { a: '1' } });
});

test('the notes say that an app is amended, and why', () => {
  const inputs = { images: {}, settings: {}, graph: { uses: {} } } as unknown as Inputs;
  assert.deepEqual(amended.notes(inputs), ['It is a shop.', `shop is amended: ${why}`]);
});

test('an object that is not there, and a value that is no data, are refused', () => {
  assert.throws(() => of(amend(shop, why, (objects) => changed(objects, 'Deployment/shops', () => {}))), {
    name: 'Failure',
    message: 'There is no Deployment/shops to amend',
  });
  const wrong = (value: unknown) => amend(shop, why, (objects) => [{ ...objects[0], spec: value } as Resource]);
  assert.throws(() => of(wrong(new Date())), { name: 'Misdeclared' });
});
