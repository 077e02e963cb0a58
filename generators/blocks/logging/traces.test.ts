import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Use } from '../../model/inputs.ts';
import { exampleApp } from '../../testing/app.ts';
import { exampleClusters } from '../../testing/clusters.ts';
import { exampleInputs } from '../../testing/inputs.ts';
import { app } from '../../testing/names.ts';
import { priorities } from '../../testing/priorities.ts';
import { exampleRuntime } from '../../testing/runtime.ts';
import { traces } from './traces.ts';
import { sdkTraces } from './traceTarget.ts';

const shop = app('shop', 'backend', []);
const part = traces(sdkTraces)({ app: shop, runtime: exampleRuntime, priority: priorities.standard, volumes: {} });

/** Variables of the app, where its edge to the Collector is so. */
function variables(use: Omit<Use, 'edge'>) {
  const inputs = exampleInputs(exampleApp(shop, { uses: part.uses ?? {} }), exampleClusters.aws);
  const edge = inputs.graph.uses.traces as Use;
  return part.env?.({ ...inputs, graph: { ...inputs.graph, uses: { traces: { ...edge, ...use } } } });
}

test('an app sends traces to the Collector of its node by OTLP over HTTP, under its own name', () => {
  assert.deepEqual(variables({ ports: { otlp: 4318 } }), {
    OTEL_SERVICE_NAME: 'shop',
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://log-collector.node-agents.svc.cluster.local:4318/v1/traces',
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf',
  });
});

for (const [title, use] of [
  ['there is no Collector', { ports: { otlp: 4318 }, absent: true }],
  ['it takes no traces', { ports: { metrics: 8888 }, absent: true }],
] as const) {
  test(`where ${title}, an app is told to send none`, () => {
    assert.deepEqual(variables(use), { OTEL_SERVICE_NAME: 'shop', OTEL_TRACES_EXPORTER: 'none' });
  });
}
