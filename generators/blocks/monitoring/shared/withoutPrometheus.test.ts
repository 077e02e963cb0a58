import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters } from '../../../testing/clusters.ts';
import { withoutPrometheus } from './withoutPrometheus.ts';

const prometheus = {
  url: 'https://metrics.example.com',
  authentication: 'none',
  labels: {},
  scraper: { namespace: 'agents', labels: {} },
} as const;

for (const [where, cluster, expected] of [
  ['beside the cluster’s own Prometheus', exampleClusters.aws, []],
  ['beside one outside', { ...exampleClusters.aws, prometheus }, ['without-prometheus enabled']],
] as const) {
  test(`Grafana ${where} ${expected.length > 0 ? 'has nothing to show' : 'is well'}`, () => {
    const found = withoutPrometheus('grafana', 'Grafana shows it', { cluster });
    assert.deepEqual(
      found.map(({ code, path }) => `${code} ${path.join('.')}`),
      expected,
    );
  });
}
