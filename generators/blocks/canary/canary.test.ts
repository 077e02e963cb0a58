import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../model/resource.ts';
import { golden, ofKind, shown } from '../../testing/golden.ts';
import { app, users } from '../../testing/names.ts';
import { rendered } from '../../testing/rendered.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { usersDatabase } from '../../testing/usersDatabase.ts';
import { open, route } from '../gateways/route.ts';
import { migration } from '../jobs/migration.ts';
import { calls } from '../names.ts';
import { cpu, requestsPerSecond } from '../scaling/scale.ts';
import { service } from '../service.ts';

const [shop, caller] = [app('shop', 'backend', ['http']), app('caller', 'media', [])];
const image = `registry.example.com/shop:2@sha256:${'2'.repeat(64)}`;
const way = open('A test.');
const spec = {
  ...exampleSpec,
  scale: { min: 3, max: 30, on: [requestsPerSecond(50), cpu(70)] },
  uses: { users: users.readWrite },
  env: () => ({ LOG_FORMAT: 'json' }),
} as const;
const contracts = [users.contract];
const common = [usersDatabase, service(caller, { ...exampleSpec, uses: { shop: calls(shop, 'http') } })];
const apps = [service(shop, { ...spec, routes: [route('api', '/v1', { auth: way })] }), ...common];
const of = (name: string, settings: Readonly<Record<string, unknown>>, catalogue = apps) =>
  rendered(
    name,
    { apps: catalogue, contracts },
    { cluster: { apps: { shop: settings }, data: { users: { provider: 'cloudnative-pg' } } } },
  );
const before = of('shop', {});
const objects = of('shop', { canary: { image, weight: 10 } });
const named = (all: readonly Resource[], kind: string, name: string) => {
  const found = all.find((one) => one.kind === kind && one.metadata.name === name);
  assert.ok(found, `${kind}/${name}`);
  return found;
};

/** https://gateway-api.sigs.k8s.io/guides/http-routing/, https://kubernetes.io/docs/reference/kubernetes-api/ */
const expected = `
apiVersion: v1
kind: Service
metadata: { name: shop-canary }
spec:
  type: ClusterIP
  selector: { app.kubernetes.io/name: shop-canary }
  trafficDistribution: PreferSameZone
  ports:
    - { name: http, port: 8080, targetPort: http, protocol: TCP }
    - { name: metrics, port: 9090, targetPort: metrics, protocol: TCP }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: shop-canary }
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector: { matchLabels: { app.kubernetes.io/name: shop-canary } }
`;

test('a canary has a Service and a budget of its own, which select its pods alone', () => {
  const own = [named(objects, 'Service', 'shop-canary'), named(objects, 'PodDisruptionBudget', 'shop-canary')];
  assert.deepEqual(shown(own), golden(expected));
});

interface Template {
  readonly selector: unknown;
  readonly template: {
    readonly metadata: { readonly labels: Readonly<Record<string, string>>; readonly annotations: object };
    readonly spec: Readonly<Record<string, unknown>> & { readonly containers: readonly { readonly image: string }[] };
  };
}
const podOf = (name: string) => named(objects, 'Deployment', name).spec as unknown as Template;

test('its pods differ from those of the app by image and name, and by what selects them', () => {
  const [stable, canary] = [podOf('shop'), podOf('shop-canary')];
  const matchLabels = { 'app.kubernetes.io/name': 'shop-canary' };
  assert.deepEqual(canary.selector, { matchLabels });
  assert.deepEqual(canary.template.metadata.labels, { ...stable.template.metadata.labels, ...matchLabels });
  assert.deepEqual(canary.template.metadata.annotations, stable.template.metadata.annotations);
  const { containers: own, topologySpreadConstraints: spread, ...rest } = canary.template.spec;
  const { containers, topologySpreadConstraints: _, ...others } = stable.template.spec;
  assert.deepEqual(
    (spread as { labelSelector: object }[]).map(({ labelSelector }) => labelSelector),
    [{ matchLabels }, { matchLabels }],
  );
  assert.deepEqual(rest, others);
  assert.equal(rest.serviceAccountName, 'shop');
  assert.deepEqual(own, [{ ...containers[0], image }]);
});

test('each of the two scalers counts the requests of its own Service, and has bounds of its own', () => {
  const scaler = (name: string) => {
    const { scaleTargetRef, minReplicaCount, maxReplicaCount, triggers } = named(objects, 'ScaledObject', name)
      .spec as unknown as {
      scaleTargetRef: { name: string };
      minReplicaCount: number;
      maxReplicaCount: number;
      triggers: { metadata: { query?: string } }[];
    };
    return [scaleTargetRef.name, minReplicaCount, maxReplicaCount, triggers[0]?.metadata.query];
  };
  const query = (of: string) => `sum(rate(http_requests_total{namespace="backend",service="${of}"}[1m]))`;
  assert.deepEqual(scaler('shop'), ['shop', 3, 30, query('shop')]);
  assert.deepEqual(scaler('shop-canary'), ['shop-canary', 2, 3, query('shop-canary')]);
});

test('a canary changes no object of its app but the route, and the gateway bounds what it sends to it too', () => {
  const names = (all: readonly Resource[]) => all.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  const added = objects.filter((one) => !names(before).includes(names([one])[0] ?? ''));
  assert.deepEqual(names(added).sort(), [
    'Deployment/shop-canary',
    'DestinationRule/shop-canary',
    'PodDisruptionBudget/shop-canary',
    'ScaledObject/shop-canary',
    'Service/shop-canary',
  ]);
  const kept = (all: readonly Resource[]) => all.filter((one) => !added.includes(one) && one.kind !== 'HTTPRoute');
  assert.deepEqual(kept(objects), kept(before));
});

test('a canary changes no object of another app: policies mean its pods before there are any', () => {
  for (const other of ['caller', 'users-database']) {
    assert.deepEqual(of(other, { canary: { image, weight: 10 } }), of(other, {}), other);
  }
  const both = {
    matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: ['shop', 'shop-canary'] }],
  };
  const policies = [...before, ...of('caller', {}), ...of('users-database', {})].filter(
    ({ kind, metadata }) => kind === 'NetworkPolicy' && ['shop', 'caller', 'users-pooler-rw'].includes(metadata.name),
  );
  const peers = policies.map(({ metadata, spec }) => {
    const { podSelector, ingress, egress } = spec as {
      podSelector: unknown;
      ingress?: { from: { podSelector?: unknown }[] }[];
      egress: { to: { podSelector?: unknown }[] }[];
    };
    const all = [podSelector, ...(ingress ?? []).flatMap(({ from }) => from), ...egress.flatMap(({ to }) => to)];
    const meaning = all.filter((one) => JSON.stringify(one).includes(JSON.stringify(both)));
    return [metadata.name, meaning.length];
  });
  assert.deepEqual(Object.fromEntries(peers), { shop: 1, caller: 1, 'users-pooler-rw': 1 });
});

interface Rule {
  readonly matches: readonly { readonly headers?: readonly unknown[] }[];
  readonly backendRefs: readonly { readonly name: string; readonly weight: number }[];
}
const rulesAt = (weight: number) =>
  (
    named(of('shop', { canary: { image, weight } }), 'HTTPRoute', 'shop-v1').spec as unknown as { rules: Rule[] }
  ).rules.map(({ matches, backendRefs }) => [
    ...matches.flatMap(({ headers = [] }) => headers),
    ...backendRefs.map((one) => `${one.name} ${one.weight}`),
  ]);
const testers = [{ type: 'Exact', name: 'X-Canary', value: 'always' }, 'shop-canary 1'];

for (const [weight, others] of [
  [0, ['shop 1']],
  [1, ['shop 99', 'shop-canary 1']],
  [99, ['shop 1', 'shop-canary 99']],
] as const) {
  test(`at ${weight} per cent requests go to ${others.join(' and ')}, and those of testers to the canary`, () => {
    assert.deepEqual(rulesAt(weight), [testers, others]);
  });
}

test('calls by gRPC are split alike', () => {
  const rpc = route<'http'>('api', '/shop.Shop', { auth: way, protocol: 'grpc', name: 'rpc' });
  const catalogue = [service(shop, { ...spec, routes: [rpc] }), ...common];
  const { rules } = named(of('shop', { canary: { image, weight: 20 } }, catalogue), 'GRPCRoute', 'shop-rpc')
    .spec as unknown as { rules: { filters: object }[] };
  const method = { type: 'Exact', service: 'shop.Shop' };
  const backend = (name: string, weight: number) => ({ group: '', kind: 'Service', name, port: 8080, weight });
  const [filters] = rules.map((one) => one.filters);
  assert.deepEqual(rules, [
    { matches: [{ method, headers: [testers[0]] }], filters, backendRefs: [backend('shop-canary', 1)] },
    { matches: [{ method }], filters, backendRefs: [backend('shop', 80), backend('shop-canary', 20)] },
  ]);
});

test('the image of a canary migrates nothing: the job runs the image of the app', () => {
  const own = { ...exampleSpec.runtime, image: '' };
  const standIn = { ...own, image: 'registry.example.com/stand-in:1' };
  const parts = [migration({ database: users.direct, minutes: 5, resources: { cpu: '1', memory: '1Gi' } })];
  const routes = [route<'http'>('api', '/v1', { auth: way })];
  const catalogue = [service(shop, { ...spec, runtime: { own, standIn }, parts, routes }), ...common];
  const all = rendered(
    'shop',
    { apps: catalogue, contracts },
    {
      images: { shop: 'registry.example.com/shop:1' },
      cluster: { apps: { shop: { canary: { image, weight: 10 } } }, data: { users: { provider: 'cloudnative-pg' } } },
    },
  );
  const jobs = ofKind(all, 'Job').map((one) => (one.spec as unknown as Template).template.spec.containers[0]?.image);
  assert.deepEqual(jobs, ['registry.example.com/shop:1']);
});
