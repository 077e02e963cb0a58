import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cluster } from '../../model/settings/index.ts';
import { golden, ofKind, shown } from '../../testing/golden.ts';
import { app } from '../../testing/names.ts';
import { rendered } from '../../testing/rendered.ts';
import { exampleRuntime } from '../../testing/runtime.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { takesOverAutoscaler } from '../../upstream/keda.ts';
import { service } from '../service.ts';
import { cpu, memory, requestsPerSecond, type Scale } from './scale.ts';

const shop = app('shop', 'backend', ['http']);
const renderWith = (scale: Scale, runtime = exampleRuntime, cluster: Partial<Cluster> = {}) =>
  rendered('shop', { apps: [service(shop, { ...exampleSpec, runtime, scale, uses: {} })], contracts: [] }, { cluster });

/**
 * Fields of https://keda.sh/docs/latest/reference/scaledobject-spec/ and
 * https://keda.sh/docs/latest/scalers/prometheus/. With `ignoreNullValues: "false"` no data is an error, and only an error
 * leads to the fallback. The fallback needs a metric of the type AverageValue.
 */
const expected = `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: shop
  annotations: { scaledobject.keda.sh/transfer-hpa-ownership: "true" }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
  minReplicaCount: 4
  maxReplicaCount: 9
  pollingInterval: 15
  cooldownPeriod: 300
  fallback: { failureThreshold: 3, replicas: 7, behavior: currentReplicasIfHigher }
  advanced:
    horizontalPodAutoscalerConfig:
      name: shop
      behavior:
        scaleUp:
          stabilizationWindowSeconds: 0
          selectPolicy: Max
          policies:
            - { type: Percent, value: 100, periodSeconds: 15 }
            - { type: Pods, value: 4, periodSeconds: 15 }
        scaleDown:
          stabilizationWindowSeconds: 300
          selectPolicy: Max
          policies: [{ type: Percent, value: 10, periodSeconds: 60 }]
  triggers:
    - type: prometheus
      metricType: AverageValue
      metadata:
        serverAddress: http://prometheus.monitoring.svc.cluster.local:9090
        query: sum(rate(http_requests_total{namespace="backend",service="shop"}[1m]))
        threshold: "50"
        ignoreNullValues: "false"
    - { type: cpu, metricType: Utilization, metadata: { value: "70" } }
    - { type: memory, metricType: Utilization, metadata: { value: "80" } }
`;

test('a service that scales on requests has one ScaledObject, and goes to the middle of its range without data', () => {
  const objects = renderWith({ min: 4, max: 9, on: [requestsPerSecond(50), cpu(70), memory(80)] });
  const scalers = ofKind(objects, 'ScaledObject', 'HorizontalPodAutoscaler', 'TriggerAuthentication');
  assert.deepEqual(shown(scalers), golden(expected));
});

test('KEDA writes the number of pods, and nobody else', () => {
  const [deployment] = ofKind(renderWith({ min: 4, max: 9, on: [requestsPerSecond(50)] }), 'Deployment');
  assert.ok(!('replicas' in (deployment?.spec as object)));
});

test('requests that an image does not count are refused', () => {
  const { requests: _, ...silent } = exampleRuntime;
  assert.throws(() => renderWith({ min: 1, max: 2, on: [requestsPerSecond(50)] }, silent), {
    name: 'Failure',
    message: 'shop scales on requests a second, but its image exports no counter of requests',
    fix: 'Say in the runtime’s `requests` which metric counts them, or scale on something else.',
  });
});

const outside = {
  url: 'https://metrics.example.com/prometheus',
  authentication: 'none',
  labels: { cluster: 'one' },
  scraper: { namespace: 'gmp-system', labels: { app: 'collector' } },
} as const;

const logins = [
  ['none', []],
  ['basic', ['username', 'password']],
  ['bearer', ['bearerToken']],
  ['tls', ['ca', 'cert', 'key']],
] as const;
for (const [authentication, keys] of logins) {
  test(`a Prometheus outside is asked for the series of this cluster, with the login ${authentication}`, () => {
    const scale: Scale = { min: 4, max: 9, on: [requestsPerSecond(50)] };
    const objects = renderWith(scale, exampleRuntime, { prometheus: { ...outside, authentication } });
    const [scaler] = ofKind(objects, 'ScaledObject').map(({ spec }) => spec as { triggers: object[] });
    const login = keys.length > 0;
    assert.deepEqual(scaler?.triggers, [
      {
        type: 'prometheus',
        metricType: 'AverageValue',
        metadata: {
          serverAddress: outside.url,
          query: 'sum(rate(http_requests_total{cluster="one",namespace="backend",service="shop"}[1m]))',
          threshold: '50',
          ignoreNullValues: 'false',
          ...(login && { authModes: authentication }),
        },
        ...(login && { authenticationRef: { name: 'shop-prometheus' } }),
      },
    ]);
    assert.deepEqual(
      ofKind(objects, 'TriggerAuthentication').map(({ metadata, spec }) => [metadata.name, spec]),
      login
        ? [
            [
              'shop-prometheus',
              { secretTargetRef: keys.map((key) => ({ parameter: key, name: 'shop-prometheus', key })) },
            ],
          ]
        : [],
    );
    const entries = ofKind(objects, 'ExternalSecret').flatMap(({ spec }) =>
      (spec as { data: { remoteRef: { key: string; property: string } }[] }).data.map(({ remoteRef }) => remoteRef),
    );
    assert.deepEqual(
      entries.map(({ key, property }) => `${key} ${property}`).sort(),
      keys.map((key) => `test-prometheus ${key}`).sort(),
    );
  });
}

test('what reads metrics for a Prometheus outside is let in, and nothing else is', () => {
  const objects = renderWith({ min: 4, max: 9, on: [cpu(70)] }, exampleRuntime, { prometheus: outside });
  const [policy] = ofKind(objects, 'NetworkPolicy').map(({ spec }) => spec as { ingress: object[] });
  assert.deepEqual(policy?.ingress, [
    {
      from: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gmp-system' } },
          podSelector: { matchLabels: { app: 'collector' } },
        },
      ],
      ports: [{ protocol: 'TCP', port: 9090 }],
    },
  ]);
});

test('the number of pods is never in git where it may be more than one, so that no scale is one that cannot be left', () => {
  for (const on of [[cpu(70)], [requestsPerSecond(50), cpu(70)]] as const) {
    const owners = [1, 2, 60].map((pods) => {
      const objects = renderWith({ min: pods, max: pods, on });
      const [deployment] = ofKind(objects, 'Deployment');
      const scalers = ofKind(objects, 'ScaledObject', 'HorizontalPodAutoscaler').map(({ metadata }) => metadata.name);
      return [(deployment?.spec as { replicas?: number }).replicas, ...scalers];
    });
    assert.deepEqual(owners, [[1], [undefined, 'shop'], [undefined, 'shop']]);
  }
});

test('the autoscaler of an app has one name, whatever it scales on: KEDA takes over the one that is there', () => {
  const [own] = ofKind(renderWith({ min: 2, max: 9, on: [cpu(70)] }), 'HorizontalPodAutoscaler');
  const [keda] = ofKind(renderWith({ min: 2, max: 9, on: [requestsPerSecond(50), cpu(70)] }), 'ScaledObject');
  const { advanced } = keda?.spec as { advanced: { horizontalPodAutoscalerConfig: { name: string } } };
  assert.equal(advanced.horizontalPodAutoscalerConfig.name, own?.metadata.name);
  assert.equal(keda?.metadata.annotations?.[takesOverAutoscaler], 'true');
});
