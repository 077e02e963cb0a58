import assert from 'node:assert/strict';
import { test } from 'node:test';
import { golden, shown } from '../../testing/golden.ts';
import { exampleWorkload } from '../../testing/workload.ts';
import { mountedFiles } from '../workload/files.ts';
import { externalSecret, externalSecrets } from './externalSecret.ts';
import { secretUrl, secretValue } from './value.ts';

const cloud = { store: 'secrets', key: 'shop-api' } as const;
const cluster = { store: 'cluster-secrets', key: 'users-credentials' } as const;
const token = secretValue('api', cloud, 'token');
const address = secretUrl`https://${secretValue('users', cluster, 'password')}@db`;
const { labels } = exampleWorkload;

/**
 * Fields and defaults of https://external-secrets.io/latest/api/externalsecret/. A store other than the cluster's own is
 * named at each entry.
 */
test('variables are one Secret and files another, fetched every hour from the store that each value is in', () => {
  const files = mountedFiles({ '/etc/one': { 'ca.crt': token, plain: 'x' }, '/etc/two': { key: token } });
  const objects = externalSecrets({ ...exampleWorkload, secrets: { URL: address, TOKEN: token }, files });
  assert.deepEqual(
    shown(objects),
    golden(`
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: shop }
spec:
  refreshPolicy: Periodic
  refreshInterval: 1h0m0s
  secretStoreRef: { kind: ClusterSecretStore, name: secrets }
  target:
    name: shop
    creationPolicy: Owner
    deletionPolicy: Retain
    template:
      engineVersion: v2
      mergePolicy: Replace
      data:
        URL: 'https://{{ .users_password | urlquery | replace "+" "%20" }}@db'
        TOKEN: '{{ .api_token }}'
  data:
    - secretKey: api_token
      remoteRef:
        { key: shop-api, property: token, conversionStrategy: Default, decodingStrategy: None, metadataPolicy: None }
    - secretKey: users_password
      sourceRef: { storeRef: { kind: ClusterSecretStore, name: cluster-secrets } }
      remoteRef:
        key: users-credentials
        property: password
        conversionStrategy: Default
        decodingStrategy: None
        metadataPolicy: None
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: shop-files }
spec:
  refreshPolicy: Periodic
  refreshInterval: 1h0m0s
  secretStoreRef: { kind: ClusterSecretStore, name: secrets }
  target:
    name: shop-files
    creationPolicy: Owner
    deletionPolicy: Retain
    template:
      engineVersion: v2
      mergePolicy: Replace
      data: { ca.crt: '{{ .api_token }}', key: '{{ .api_token }}' }
  data:
    - secretKey: api_token
      remoteRef:
        { key: shop-api, property: token, conversionStrategy: Default, decodingStrategy: None, metadataPolicy: None }
`),
  );
  assert.deepEqual(
    objects.map(({ metadata }) => [metadata.namespace, metadata.labels]),
    [
      ['backend', labels],
      ['backend', labels],
    ],
  );
});

test('an app without secrets has no ExternalSecret', () => {
  assert.deepEqual(externalSecrets({ ...exampleWorkload, config: { LOG: 'json' } }), []);
});

test('a Secret may be of another type, have labels of its own, and belong to others as well', () => {
  const made = { type: 'kubernetes.io/basic-auth', labels: { 'cnpg.io/reload': 'true' } };
  const { spec } = externalSecret({ name: 'one', namespace: 'data', labels }, { token }, 'Orphan', made);
  assert.partialDeepStrictEqual(spec, {
    target: { creationPolicy: 'Orphan', template: { type: made.type, metadata: { labels: made.labels } } },
  });
});
