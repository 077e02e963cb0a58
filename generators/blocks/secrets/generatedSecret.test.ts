import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generatedSecret } from './generatedSecret.ts';
import { systemCredentialSource, systemCredentials } from './systemCredentials.ts';

const labels = { 'app.kubernetes.io/name': 'cache' };
const annotations = { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' };
const fixed = { length: 32, digits: 8, symbols: 0, noUpper: false, allowRepeat: true };

test('the account of a system is a name and a password that is made once, where its users look for it', () => {
  const metadata = { name: 'cache-credentials', namespace: 'storage', labels };
  assert.deepEqual(systemCredentialSource({ name: 'cache', tier: 'storage' }), {
    store: 'cluster-secrets',
    key: metadata.name,
  });
  assert.deepEqual(systemCredentials({ name: 'cache', tier: 'storage' }, 'app', labels), [
    {
      apiVersion: 'generators.external-secrets.io/v1alpha1',
      kind: 'Password',
      metadata,
      spec: { ...fixed, encoding: 'raw', secretKeys: ['password'] },
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { ...metadata, annotations },
      spec: {
        refreshPolicy: 'CreatedOnce',
        refreshInterval: '1h0m0s',
        target: {
          name: 'cache-credentials',
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: {
            engineVersion: 'v2',
            mergePolicy: 'Replace',
            data: { password: '{{ .password }}', username: 'app' },
          },
        },
        dataFrom: [
          {
            sourceRef: {
              generatorRef: {
                apiVersion: 'generators.external-secrets.io/v1alpha1',
                kind: 'Password',
                name: 'cache-credentials',
              },
            },
          },
        ],
      },
    },
  ]);
});

test('each spelling has a generator, and names of properties become identifiers in templates', () => {
  const [text, hex, secret] = generatedSecret({
    name: 'example',
    namespace: 'data',
    labels,
    random: { 'api-key': 'text', salt: 'hex', key: 'hex' },
  });
  assert.deepEqual(
    [text, hex].map((one) => [one?.metadata.name, one?.spec]),
    [
      ['example', { ...fixed, encoding: 'raw', secretKeys: ['api_key'] }],
      ['example-hex', { ...fixed, encoding: 'hex', secretKeys: ['salt', 'key'] }],
    ],
  );
  const spec = secret?.spec as { target: { template: { data: unknown } }; dataFrom: unknown[] };
  assert.deepEqual(spec.target.template.data, {
    'api-key': '{{ .api_key }}',
    salt: '{{ .salt }}',
    key: '{{ .key }}',
  });
  assert.equal(spec.dataFrom.length, 2);
});
