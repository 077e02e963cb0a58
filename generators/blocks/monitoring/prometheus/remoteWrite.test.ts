import assert from 'node:assert/strict';
import { test } from 'node:test';
import Value from 'typebox/value';
import { exampleClusters } from '../../../testing/clusters.ts';
import { ofKind } from '../../../testing/golden.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import type { RemoteWrite } from './remoteWriteSettings.ts';
import { examplePrometheus } from './testing/examplePrometheus.ts';

const url = 'https://mimir.example.com/api/v1/push';
const render = (remoteWrite?: RemoteWrite) =>
  examplePrometheus.render({
    ...exampleInputs(examplePrometheus, exampleClusters.aws, remoteWrite && { remoteWrite }),
    collected: {},
  });
const written = (remoteWrite?: RemoteWrite) =>
  (ofKind(render(remoteWrite), 'Prometheus')[0]?.spec as { remoteWrite?: unknown }).remoteWrite;

/** Egress beside that to name resolution and the API server. */
const reached = (remoteWrite: RemoteWrite) =>
  (
    ofKind(render(remoteWrite), 'NetworkPolicy').find(({ metadata }) => metadata.name === 'prometheus')?.spec as {
      egress: readonly unknown[];
    }
  ).egress.slice(2);

test('without a store outside, series stay in the cluster', () => {
  assert.equal(written(), undefined);
  assert.deepEqual(ofKind(render(), 'ExternalSecret'), []);
});

test('credentials come from the secret manager, by name and key', () => {
  assert.deepEqual(written({ url, authentication: 'basic' }), [
    {
      url,
      basicAuth: {
        username: { name: 'metrics-store', key: 'username' },
        password: { name: 'metrics-store', key: 'password' },
      },
    },
  ]);
  assert.deepEqual(written({ url, authentication: 'bearer' }), [
    { url, authorization: { type: 'Bearer', credentials: { name: 'metrics-store', key: 'token' } } },
  ]);
  const [secret] = ofKind(render({ url, authentication: 'bearer' }), 'ExternalSecret');
  assert.equal(secret?.metadata.namespace, 'monitoring');
  assert.partialDeepStrictEqual(secret?.spec, {
    target: { name: 'metrics-store', template: { data: { token: '{{ .metrics_store_token }}' } } },
    data: [{ remoteRef: { key: 'reference-metrics-store', property: 'token' } }],
  });
});

test('it reaches the store by the port of its address: on the internet, or in the networks that settings name', () => {
  const [outside] = reached({ url, authentication: 'basic' });
  assert.partialDeepStrictEqual(outside, { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] });
  assert.deepEqual(
    reached({ url: 'https://thanos.internal:10908/api', authentication: 'basic', networks: ['10.9.0.0/16'] }),
    [{ to: [{ ipBlock: { cidr: '10.9.0.0/16' } }], ports: [{ protocol: 'TCP', port: 10908 }] }],
  );
});

const accepted = (address: string) =>
  Value.Check(examplePrometheus.settings, {
    ...(Value.Create(examplePrometheus.settings) as object),
    remoteWrite: { url: address, authentication: 'basic' },
  });

test('plain text and credentials in git are refused', () => {
  assert.equal(accepted(url), true);
  for (const address of [url.replace('https', 'http'), 'https://user:secret@mimir.example.com/push', 'mimir']) {
    assert.equal(accepted(address), false, address);
  }
});
