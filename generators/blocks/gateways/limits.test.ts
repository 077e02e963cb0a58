import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters } from '../../testing/clusters.ts';
import { exampleInputs } from '../../testing/inputs.ts';
import { names } from '../../testing/names.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { service } from '../service.ts';
import { limitsSecret, limitsStore } from './limits.ts';
import { open, perAddress, route } from './route.ts';

const labels = { 'app.kubernetes.io/name': 'gateway' };
const inClusterWith = (gateway: 'istio' | 'kong' | 'traefik') => ({ cluster: { ...exampleClusters.aws, gateway } });

test('gateways count at the address of the cache beside them', () => {
  assert.deepEqual(limitsStore, { host: 'limits-cache.gateways.svc.cluster.local', port: 6379 });
});

test('name and password of the cache are in the namespace of a limited route', () => {
  const reference = (property: string) => ({
    secretKey: `limits_${property}`,
    sourceRef: { storeRef: { kind: 'ClusterSecretStore', name: 'gateway-secrets' } },
    remoteRef: {
      key: 'limits-cache-credentials',
      property,
      conversionStrategy: 'Default',
      decodingStrategy: 'None',
      metadataPolicy: 'None',
    },
  });
  assert.deepEqual(limitsSecret('backend', labels), {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'gateway-limits', namespace: 'backend', labels },
    spec: {
      refreshPolicy: 'Periodic',
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'secrets' },
      target: {
        name: 'gateway-limits',
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: {
          engineVersion: 'v2',
          mergePolicy: 'Replace',
          data: { username: '{{ .limits_username }}', password: '{{ .limits_password }}' },
        },
      },
      data: [reference('password'), reference('username')],
    },
  });
});

test('the store of accounts hears of the account where a route is limited and the gateway counts itself', () => {
  const declaredOf = (gateway: 'istio' | 'kong' | 'traefik', limited: boolean) => {
    const limit = limited ? { limit: perAddress(5) } : {};
    const api = service(names.api, {
      ...exampleSpec,
      uses: {},
      routes: [
        route('api', '/v1', { auth: open('A test.'), ...limit }),
        route('api', '/v2', { auth: open('A test.'), ...limit }),
      ],
    });
    const inputs = { ...exampleInputs(api, exampleClusters.aws), ...inClusterWith(gateway) };
    return api.declares?.(inputs).filter(({ fact }) => fact === 'fetched-account');
  };
  const account = { fact: 'fetched-account', value: { store: 'gateway-secrets', key: 'limits-cache-credentials' } };
  assert.deepEqual(declaredOf('kong', true), [account]);
  assert.deepEqual(declaredOf('traefik', true), [account]);
  assert.deepEqual(declaredOf('istio', true), []);
  assert.deepEqual(declaredOf('kong', false), []);
});
