import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cloud } from '../../model/settings/index.ts';
import { platformOf } from '../../testing/platform.ts';
import { accountStore, clusterSecretStore } from './clusterSecretStore.ts';

const operator = { name: 'external-secrets', namespace: 'external-secrets' };

const expected: Record<Cloud, object> = {
  aws: {
    aws: {
      service: 'SecretsManager',
      region: 'us-east-1',
      auth: { jwt: { serviceAccountRef: operator } },
      sessionTagsPolicy: 'None',
    },
  },
  google: {
    gcpsm: {
      projectID: 'example-project',
      auth: { workloadIdentity: { serviceAccountRef: operator } },
      secretVersionSelectionPolicy: 'LatestOrFail',
    },
  },
  azure: {
    azurekv: {
      tenantId: '00000000-0000-4000-8000-000000000000',
      vaultUrl: 'https://example.vault.azure.net',
      authType: 'WorkloadIdentity',
      environmentType: 'PublicCloud',
      serviceAccountRef: operator,
      useAzureSDK: false,
    },
  },
  local: {
    kubernetes: {
      remoteNamespace: 'development-secrets',
      server: {
        url: 'kubernetes.default',
        caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt', namespace: 'development-secrets' },
      },
      auth: { serviceAccount: { name: 'secret-reader', namespace: 'development-secrets' } },
    },
  },
};

for (const [cloud, provider] of Object.entries(expected)) {
  test(`the store on ${cloud} serves the given namespaces from that cloud's secret manager`, () => {
    const shared = platformOf(cloud as Cloud);
    assert.deepEqual(clusterSecretStore(['backend', 'data'], shared), {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ClusterSecretStore',
      metadata: { name: 'secrets', labels: shared.labels },
      spec: { conditions: [{ namespaces: ['backend', 'data'] }], provider },
    });
  });
}

test('the store of accounts serves Secrets of the namespace of systems, in every cloud alike', () => {
  for (const cloud of Object.keys(expected)) {
    const shared = platformOf(cloud as Cloud);
    assert.deepEqual(accountStore('storage', ['backend'], shared), {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ClusterSecretStore',
      metadata: { name: 'cluster-secrets', labels: shared.labels },
      spec: {
        conditions: [{ namespaces: ['backend'] }],
        provider: {
          kubernetes: {
            remoteNamespace: 'storage',
            server: {
              url: 'kubernetes.default',
              caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt', namespace: 'storage' },
            },
            auth: { serviceAccount: { name: 'secret-reader', namespace: 'storage' } },
          },
        },
      },
    });
  }
});

test('systems beside the gateways have a store of their own, because a store reads one namespace', () => {
  const { metadata, spec } = accountStore('gateways', ['backend'], platformOf('aws'));
  assert.equal(metadata.name, 'gateway-secrets');
  assert.partialDeepStrictEqual(spec, { provider: { kubernetes: { remoteNamespace: 'gateways' } } });
});
