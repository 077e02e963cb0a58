import assert from 'node:assert/strict';
import { test } from 'node:test';
import { globalPlugins } from './globalPlugins.ts';
import { apiPlan, kongShared } from './testing/plan.ts';

const all = globalPlugins(kongShared(), [apiPlan]);
const pluginOf = (name: string) => {
  const found = all.find(({ metadata }) => metadata.name === name);
  return { plugin: found?.plugin, config: found?.config };
};

test('headers of answers are the gateway’s own, whether a backend wrote them or not', () => {
  const headers = ['Strict-Transport-Security:max-age=31536000', 'X-Content-Type-Options:nosniff'];
  assert.deepEqual(pluginOf('gateway-headers'), {
    plugin: 'response-transformer',
    config: { remove: { headers: ['Server', 'X-Powered-By'] }, replace: { headers }, add: { headers } },
  });
});

test('requests are counted by status, time, size and health of backends, and not by user', () => {
  assert.deepEqual(pluginOf('gateway-metrics'), {
    plugin: 'prometheus',
    config: {
      status_code_metrics: true,
      latency_metrics: true,
      bandwidth_metrics: true,
      upstream_health_metrics: true,
      per_consumer: false,
    },
  });
});
