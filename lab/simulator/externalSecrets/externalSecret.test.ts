import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../../generators/model/resource.ts';
import { timedConditions } from '../conditions.ts';
import { healthAnnotation, healthOf } from '../health.ts';
import type { Live } from '../model.ts';
import { madeUp, makeSecret } from '../parts.ts';
import { live } from '../testing/examples.ts';
import { settle } from '../testing/settle.ts';

const store = (name: string, remoteNamespace: string): Live =>
  live({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name },
    spec: { conditions: [{ namespaces: ['data'] }], provider: { kubernetes: { remoteNamespace } } },
  });
const stores = [store('inner', 'data'), store('outer', 'secrets')];

const external = (spec: object, name = 'api'): Live =>
  live({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace: 'backend', labels: { team: 'core' } },
    spec,
  } as Resource);

const from = (name: string, key = 'accounts', property = 'password') => ({
  secretStoreRef: { name },
  data: [{ secretKey: 'password', remoteRef: { key, property } }],
});

const account = live(makeSecret({ name: 'accounts', namespace: 'data', labels: {} }, { password: 'known' })) as Live;

function valuesIn(spec: object, ...more: readonly Live[]) {
  const found = settle([...stores, external(spec), ...more]).find('Secret', 'api');
  const data = found?.data as Readonly<Record<string, string>> | undefined;
  return (
    data &&
    Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]))
  );
}

const unknown = madeUp('outer', 'accounts', 'password');
const template = { data: { URL: 'https://{{ .password }}@host/{{ .password | urlquery }}', USER: 'api' } };

for (const [title, spec, expected] of [
  ['a value of the cluster itself is passed on', from('inner'), { password: 'known' }],
  ['a value of any other store is made up', from('outer'), { password: unknown }],
  [
    'a template is filled in',
    { ...from('inner'), target: { template } },
    { URL: 'https://known@host/known', USER: 'api' },
  ],
  ['without a value there is no Secret', from('inner', 'accounts', 'token'), undefined],
  ['without a store there is none either', from('none'), undefined],
] as const) {
  test(`an ExternalSecret: ${title}`, () => assert.deepEqual(valuesIn(spec, account), expected));
}

test('a generated password is made up once, under each key of its generator', () => {
  const generator = live({
    apiVersion: 'generators.external-secrets.io/v1alpha1',
    kind: 'Password',
    metadata: { name: 'g', namespace: 'backend' },
    spec: { secretKeys: ['one', 'two'] },
  }) as Live;
  const spec = { refreshPolicy: 'CreatedOnce', dataFrom: [{ sourceRef: { generatorRef: { name: 'g' } } }] };
  const [one, two] = ['one', 'two'].map((key) => madeUp('backend', 'g', key));
  assert.deepEqual(valuesIn(spec, generator), { one, two });
  const there = live(makeSecret({ name: 'api', namespace: 'backend', labels: {} }, { one: 'mine' })) as Live;
  assert.deepEqual(valuesIn(spec, generator, there), { one: 'mine' });
});

test('an ExternalSecret reports what it waits for', () => {
  const settled = settle([...stores, external(from('inner'))]);
  assert.deepEqual(settled.find('ExternalSecret', 'api')?.status, {
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        reason: 'SecretSyncedError',
        message: 'could not get secret data from provider: key password of Secret data/accounts',
        lastTransitionTime: '2026-01-01T00:00:01Z',
      },
    ],
  });
});

test('labels are copied to a Secret without a template, as the operator does', () => {
  const labelsOf = (spec: object) =>
    settle([...stores, account, external(spec)]).find('Secret', 'api')?.metadata.labels;
  const managed = { 'reconcile.external-secrets.io/managed': 'true' };
  assert.deepEqual(labelsOf(from('inner')), { team: 'core', ...managed });
  assert.deepEqual(labelsOf({ ...from('inner'), target: { template } }), managed);
});

test('the health in the annotation is reported, and an unknown value is ignored', () => {
  const annotated = (value: string) =>
    live({ ...account, metadata: { ...account.metadata, annotations: { [healthAnnotation]: value } } });
  assert.equal(healthOf(annotated('degraded') as Live, true), 'degraded');
  assert.equal(healthOf(annotated('healthy') as Live, false), 'healthy');
  assert.equal(healthOf(annotated('bad') as Live, false), 'progressing');
});

test('a condition keeps its time as long as its status does not change', () => {
  const ready = { type: 'Ready', status: 'True' } as const;
  const before = { conditions: [{ ...ready, lastTransitionTime: 'then' }] };
  assert.deepEqual(timedConditions(before, 'now', [ready]), before.conditions);
  assert.deepEqual(timedConditions(before, 'now', [{ ...ready, status: 'False' }]), [
    { type: 'Ready', status: 'False', lastTransitionTime: 'now' },
  ]);
});
