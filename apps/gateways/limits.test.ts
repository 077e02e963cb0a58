import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitsAccount, limitsStore } from '../../generators/blocks/gateways/limits.ts';
import { link } from '../../generators/link/link.ts';
import type { Resource } from '../../generators/model/resource.ts';
import type { Gateway } from '../../generators/model/settings/cluster.ts';
import type { Cluster } from '../../generators/model/settings/index.ts';
import { exampleCluster } from '../../generators/testing/clusters.ts';
import { someUser } from '../../generators/testing/edgeUser.ts';
import { exampleEnvironment } from '../../generators/testing/environment.ts';
import { exampleFleet } from '../../generators/testing/fleet.ts';
import { catalogue } from '../index.ts';
import { limits } from '../names.ts';
import { limitsCache } from './limitsCache.ts';

/** The objects of an app in a cluster whose other contracts have no provider. */
function rendered(name: string, changes: Partial<Cluster>): readonly Resource[] {
  const cluster = exampleCluster('aws', changes);
  const environment = exampleEnvironment([cluster], {
    data: { limits: { provider: 'valkey' }, tokens: { provider: 'keycloak' } },
  });
  const found = link(catalogue, exampleFleet([]), { layer: 'cluster', environment, cluster }).get(name);
  return found?.app.render(found.inputs) ?? [];
}

const specOf = (objects: readonly Resource[], kind: string, name: string) =>
  objects.find((one) => one.kind === kind && one.metadata.name === name)?.spec ?? assert.fail(`${kind}/${name}`);
const pods = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } },
  podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
});
const onPorts = (...ports: readonly number[]) => ports.map((port) => ({ protocol: 'TCP', port }));

test('what gateways count in is the cache of the contract', () => {
  const { host, port, credentials } = limitsCache.provides?.endpoint(limits.use, {}, someUser) as typeof limitsStore & {
    credentials: unknown;
  };
  assert.deepEqual({ host, port, credentials }, { ...limitsStore, credentials: limitsAccount });
});

for (const [gateway, caller] of [
  ['istio', { from: [pods('ratelimit')], ports: onPorts(6379, 26379) }],
  ['kong', { from: [pods('gateway')], ports: onPorts(6379) }],
  ['traefik', { from: [pods('gateway')], ports: onPorts(6379) }],
] satisfies [Gateway, object][]) {
  test(`in a cluster with ${gateway} the cache lets in who counts there, also on standby`, () => {
    for (const role of ['active', 'standby'] as const) {
      const policy = specOf(rendered('limits-cache', { gateway, role }), 'NetworkPolicy', 'limits-cache-proxy');
      assert.deepEqual((policy as { ingress: unknown[] }).ingress[0], caller);
    }
  });
}

test('the service that counts runs with Istio alone, and on a standby cluster too', () => {
  const runs = (changes: Partial<Cluster>) => rendered('ratelimit', changes).length > 0;
  assert.deepEqual(
    [{ role: 'standby' }, {}, { gateway: 'kong' }, { gateway: 'traefik' }].map((one) => runs(one as object)),
    [true, true, false, false],
  );
});

test('the service lets in the pods of the gateway on its gRPC port, and reaches the cache', () => {
  const policy = specOf(rendered('ratelimit', {}), 'NetworkPolicy', 'ratelimit') as {
    ingress: unknown[];
    egress: unknown[];
  };
  assert.deepEqual(policy.ingress[0], { from: [pods('gateway')], ports: onPorts(8081) });
  assert.deepEqual(policy.egress.slice(1), [
    {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'limits-cache' } },
        },
      ],
      ports: onPorts(6379, 26379),
    },
  ]);
});

test('the service reads its limits from the folder that its variables name, and they are those of the routes', () => {
  const objects = rendered('ratelimit', {});
  const dataOf = (name: string) =>
    objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name)?.data as Record<
      string,
      string
    >;
  const { RUNTIME_ROOT, RUNTIME_SUBDIRECTORY, REDIS_URL } = dataOf('ratelimit');
  const { template } = specOf(objects, 'Deployment', 'ratelimit') as {
    template: { spec: { containers: [{ volumeMounts: { mountPath: string }[] }] } };
  };
  const [{ volumeMounts }] = template.spec.containers;
  assert.deepEqual(
    volumeMounts.map(({ mountPath }) => mountPath),
    [`${RUNTIME_ROOT}/${RUNTIME_SUBDIRECTORY}/config`],
  );
  assert.equal(REDIS_URL, 'limits-cache.gateways.svc.cluster.local:6379');
  const text = dataOf('ratelimit-documents')['gateway.yaml'] ?? '';
  assert.match(
    text,
    /value: auth-realms-mobile\n {4}descriptors:\n {6}- key: caller\n {8}rate_limit:\n {10}unit: second\n {10}requests_per_unit: 20\n/,
  );
  const routes = ['activity-v1-feed', 'api-v1', 'auth-realms-mobile', 'billing-v1-billing', 'catalogue-v1-catalogue'];
  const there = catalogue.apps.map(({ name }) => name);
  assert.deepEqual(
    text.match(/(?<=value: )\S+/g)?.toSorted(),
    routes.filter((name) => there.includes(name.split('-')[0] ?? '')),
  );
});
