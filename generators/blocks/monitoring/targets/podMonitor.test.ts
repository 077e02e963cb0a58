import assert from 'node:assert/strict';
import { test } from 'node:test';
import { podMonitor } from './podMonitor.ts';
import { matching, type ScrapeTarget } from './scrape.ts';

const target: ScrapeTarget = {
  name: 'shop',
  namespace: 'backend',
  selector: matching({ 'app.kubernetes.io/name': 'shop' }),
  port: 9797,
};

interface Spec {
  readonly selector: unknown;
  readonly attachMetadata: unknown;
  readonly podMetricsEndpoints: readonly {
    readonly path: string;
    readonly portNumber: number;
    readonly relabelings: readonly Relabeling[];
  }[];
}
interface Relabeling {
  readonly targetLabel: string;
  readonly replacement?: string;
  readonly sourceLabels?: readonly string[];
}
const endpoint = (changes: Partial<ScrapeTarget> = {}) => {
  const { podMetricsEndpoints } = podMonitor({ ...target, ...changes }, {}).spec as unknown as Spec;
  assert.equal(podMetricsEndpoints.length, 1);
  return podMetricsEndpoints[0] as Spec['podMetricsEndpoints'][number];
};
const label = (name: string, changes?: Partial<ScrapeTarget>) =>
  endpoint(changes).relabelings.find(({ targetLabel }) => targetLabel === name);

test('the pods of a target are scraped at its port, four times a minute', () => {
  const { metadata, spec } = podMonitor(target, { team: 'shop' });
  assert.deepEqual([metadata.namespace, metadata.name, metadata.labels], ['backend', 'shop', { team: 'shop' }]);
  assert.deepEqual((spec as unknown as Spec).selector, target.selector);
  assert.partialDeepStrictEqual(endpoint(), { portNumber: 9797, path: '/metrics', interval: '15s' });
  assert.equal(endpoint({ path: '/stats/prometheus' }).path, '/stats/prometheus');
});

test('a target whose app declares metrics says so to rules', () => {
  const { metadata } = podMonitor({ ...target, exports: { jobs_waiting: ['queue', 'state'], orders_total: [] } }, {});
  assert.deepEqual(metadata.annotations, { 'gitops.dev/exports': 'jobs_waiting{queue,state} orders_total' });
  assert.equal(podMonitor(target, {}).metadata.annotations, undefined);
});

test('each page of a target is read, as series of the same target', () => {
  const pages = [{ path: '/metrics/detailed', params: { family: ['queue_coarse_metrics'] } }];
  const { podMetricsEndpoints } = podMonitor({ ...target, pages }, {}).spec as unknown as Spec;
  assert.deepEqual(
    podMetricsEndpoints.map(({ path }) => path),
    ['/metrics', '/metrics/detailed'],
  );
  const [first, second] = podMetricsEndpoints;
  assert.partialDeepStrictEqual(second, { portNumber: 9797, params: { family: ['queue_coarse_metrics'] } });
  assert.deepEqual(second?.relabelings, first?.relabelings);
});

test('an exporter that reports about others keeps its own labels', () => {
  assert.partialDeepStrictEqual(endpoint({ honorLabels: true }), { honorLabels: true });
  assert.equal('honorLabels' in endpoint(), false);
});

test('where pods answer TLS alone, their certificate is not asked for', () => {
  assert.partialDeepStrictEqual(endpoint({ tls: true }), { scheme: 'HTTPS', tlsConfig: { insecureSkipVerify: true } });
});

test('a monitor may be elsewhere than its pods', () => {
  const { metadata, spec } = podMonitor(target, {}, 'monitoring');
  assert.equal(metadata.namespace, 'monitoring');
  assert.partialDeepStrictEqual(spec, { namespaceSelector: { matchNames: ['backend'] } });
  assert.equal('namespaceSelector' in (podMonitor(target, {}).spec as object), false);
});

test('series tell whose they are: the target, or each pod where those of a canary count apart', () => {
  assert.equal(label('service')?.replacement, 'shop');
  assert.equal(label('service')?.sourceLabels, undefined);
  const apart = label('service', { byPodName: true });
  assert.deepEqual(apart?.sourceLabels, ['__meta_kubernetes_pod_label_app_kubernetes_io_name']);
  assert.equal(apart?.replacement, undefined);
});

test('series tell their zone, which is known from the node', () => {
  assert.deepEqual(label('zone')?.sourceLabels, ['__meta_kubernetes_node_label_topology_kubernetes_io_zone']);
  assert.deepEqual((podMonitor(target, {}).spec as unknown as Spec).attachMetadata, { node: true });
});
