import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { secretLines } from '../../generators/blocks/logging/testing/lines.ts';
import { collectorMetrics } from '../../generators/upstream/metrics/collector.ts';
import { until } from '../../lab/until.ts';
import { authorization, type CollectorStand, committedIn, loggedPod, openCollectorStand } from './collectorStand.ts';

// Traces through a real Collector with the configuration that is committed for production, and its own metrics.

let stand: CollectorStand;
before(async () => {
  stand = await openCollectorStand();
});
after(() => stand?.stop());

/** Metrics of upstream's exporter to Elasticsearch, and of what does not happen here. */
const notHere: readonly string[] = [
  'otelcol.elasticsearch.docs.processed_total',
  'otelcol_exporter_send_failed_spans_total',
  'otelcol_exporter_enqueue_failed_spans_total',
  'otelcol_exporter_sent_spans_total',
  'otelcol_receiver_refused_spans_total',
];

/** Names of metrics as Prometheus 3 asks for them, each with the Collector's own labels. */
async function exported(url: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const accept = 'text/plain;version=1.0.0;escaping=allow-utf-8';
  const text = await (await fetch(url, { headers: { accept } })).text();
  const series = [...text.matchAll(/^(\w+)\{(.*)\} /gm)].map(([, name = '', labels = '']): [string, string[]] => [
    name,
    [...labels.matchAll(/(\w+)="/g)].map(([, label = '']) => label).filter((label) => !label.startsWith('otel_scope_')),
  ]);
  return new Map(series.map(([name, labels]) => [name, labels.sort()]));
}

/** A text with a token in it, as programs put it anywhere. */
const { line: secretText, secrets, arrives } = secretLines[0] ?? assert.fail();

const keyed = (all: Readonly<Record<string, string>>) =>
  Object.entries(all).map(([key, stringValue]) => ({ key, value: { stringValue } }));

/** A span in OTLP's JSON: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
function spanOf(resource: Readonly<Record<string, string>>, attributes: Readonly<Record<string, string>>) {
  const span = {
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: 'eee19b7ec3c1b174',
    name: `GET ${secretText}`,
    events: [
      {
        timeUnixNano: '1767225600050000000',
        name: 'exception',
        attributes: keyed({ 'exception.message': secretText }),
      },
    ],
    status: { code: 2, message: secretText },
    kind: 2,
    startTimeUnixNano: '1767225600000000000',
    endTimeUnixNano: '1767225600100000000',
    attributes: keyed(attributes),
  };
  return { resourceSpans: [{ resource: { attributes: keyed(resource) }, scopeSpans: [{ spans: [span] }] }] };
}

test('no token of a span reaches the backend of traces, which knows whose span it is', async () => {
  const { start } = stand.place('traces');
  const collector = await start();
  const attributes = {
    'http.request.header.authorization': 'Bearer s3cr3tt0ken',
    'http.route': '/v1/me',
    'error.message': secretText,
  };
  const sent = await fetch(collector.traces, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(spanOf({ 'service.name': 'api', 'k8s.pod.uid': loggedPod.metadata.uid }, attributes)),
  });
  assert.equal(sent.status, 200, await sent.text());
  await until('the span has arrived', 60, async () => stand.backend.spans.length > 0 || 'it has not');
  const [span] = stand.backend.spans;
  assert.deepEqual(span?.attributes, { 'http.route': '/v1/me', 'error.message': arrives });
  const { 'k8s.pod.start_time': __, ...resource } = span?.resource ?? {};
  assert.deepEqual(resource, {
    'deployment.environment.name': committedIn.environment,
    'k8s.cluster.name': committedIn.cluster,
    'k8s.namespace.name': 'backend',
    'k8s.node.name': 'node-1',
    'k8s.pod.name': 'api-7d9f',
    'k8s.pod.uid': loggedPod.metadata.uid,
    'service.name': 'api',
  });
  for (const secret of ['s3cr3tt0ken', ...secrets]) assert.ok(!stand.backend.received().includes(secret), secret);
  assert.deepEqual(new Set(stand.backend.authorizations), new Set([authorization]));
  await collector.stop();
});

test('metrics that alerts and dashboards ask for have these names and labels', async () => {
  const { write, start } = stand.place('metrics');
  stand.elasticsearch.status = 503;
  const collector = await start();
  write('one', 'two');
  const asked = Object.entries(collectorMetrics.metrics).filter(([name]) => !notHere.includes(name));
  await until('a line was not taken', 60, async () => {
    const found = await exported(collector.metrics);
    const lacking = asked.filter(([name]) => !found.has(name)).map(([name]) => name);
    return lacking.length === 0 || `${lacking.join(', ')} is not there`;
  });
  const found = await exported(collector.metrics);
  for (const [name, labels] of asked) assert.deepEqual(found.get(name), [...labels].sort(), name);
  stand.elasticsearch.status = 200;
  await collector.stop();
});
