import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { plainLines, secretLines } from '../../generators/blocks/logging/testing/lines.ts';
import { until } from '../../lab/until.ts';
import { type CollectorStand, committedIn, loggedPod, openCollectorStand } from './collectorStand.ts';

// A real Collector has the configuration that is committed for production, and a file of a pod in place of those of a
// node. The exporter to Elasticsearch is a stand-in, and so is Elasticsearch.

let stand: CollectorStand;
before(async () => {
  stand = await openCollectorStand();
});
after(() => stand?.stop());

/** Bodies that have arrived and begin with a word. */
const arrived = (word: string) =>
  stand.elasticsearch.documents.map(({ body }) => body).filter((body) => body.startsWith(word));

const numbered = (word: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${word} line ${from + index}`);

/** Waits until all lines have arrived at least once. */
async function allArrive(word: string, lines: readonly string[]): Promise<void> {
  await until('all lines have arrived', 120, async () => {
    const { size } = new Set(arrived(word));
    return size >= lines.length || `${size} of ${lines.length} have`;
  });
  assert.deepEqual([...new Set(arrived(word))].sort(), [...lines].sort());
}

test('no token and no personal data reaches Elasticsearch, and everything else does', async () => {
  const { write, writeParts, start } = stand.place('redaction');
  write(...secretLines.map(({ line }) => line), ...plainLines);
  writeParts('a long line with Authorization: Bea', 'rer abc', '123def456 in parts');
  const collector = await start();
  const expected = [
    ...secretLines.map(({ arrives }) => arrives),
    ...plainLines,
    'a long line with Authorization: Bearer *** in parts',
  ];
  await until('all lines have arrived', 60, async () => {
    const { length } = stand.elasticsearch.documents;
    return length >= expected.length || `${length} of ${expected.length} have`;
  });
  assert.deepEqual(
    stand.elasticsearch.documents.map(({ body }) => body),
    expected,
  );
  const received = stand.elasticsearch.received();
  for (const { title, secrets } of secretLines) {
    for (const secret of secrets) assert.ok(!received.includes(secret), `${title}: ${secret}`);
  }
  assert.deepEqual(stand.elasticsearch.strangers, []);

  const [document] = stand.elasticsearch.documents;
  assert.equal(document?.index, 'logs-kubernetes.otel-default');
  const { 'k8s.container.restart_count': _, 'k8s.pod.start_time': __, ...resource } = document?.resource ?? {};
  assert.deepEqual(resource, {
    'data_stream.dataset': 'kubernetes',
    'deployment.environment.name': committedIn.environment,
    'k8s.cluster.name': committedIn.cluster,
    'k8s.container.name': 'api',
    'k8s.namespace.name': 'backend',
    'k8s.node.name': 'node-1',
    'k8s.pod.name': 'api-7d9f',
    'k8s.pod.uid': loggedPod.metadata.uid,
    'service.name': 'api',
  });
  assert.ok(stand.pods.asked.every((query) => query.includes('fieldSelector=spec.nodeName%3Dnode-1')));
  await collector.stop();
});

test('nothing is lost while Elasticsearch is down, and while it refuses', async () => {
  const { write, start } = stand.place('down');
  stand.elasticsearch.isUp = false;
  const collector = await start();
  const lines = numbered('down', 0, 3000);
  write(...lines.slice(0, 1000));
  await new Promise((resolve) => setTimeout(resolve, 5000));
  write(...lines.slice(1000, 2000));
  await new Promise((resolve) => setTimeout(resolve, 5000));
  stand.elasticsearch.isUp = true;
  stand.elasticsearch.status = 503;
  write(...lines.slice(2000));
  await new Promise((resolve) => setTimeout(resolve, 3000));
  assert.deepEqual(arrived('down'), []);
  stand.elasticsearch.status = 200;
  await allArrive('down', lines);
  await collector.stop();
});

test('nothing is lost when the Collector is killed while Elasticsearch is down', async () => {
  const { write, start } = stand.place('killed');
  stand.elasticsearch.isUp = false;
  const first = await start();
  const lines = numbered('killed', 0, 3000);
  write(...lines.slice(0, 1500));
  await new Promise((resolve) => setTimeout(resolve, 4000));
  first.signal('SIGKILL');
  await first.stop();
  write(...lines.slice(1500));
  stand.elasticsearch.isUp = true;
  const second = await start();
  await allArrive('killed', lines);
  await second.stop();
});

test('a Collector that is restarted goes on where the one before stopped, and sends nothing twice', async () => {
  const { write, start } = stand.place('restarted');
  const lines = numbered('restarted', 0, 200);
  const first = await start();
  write(...lines.slice(0, 100));
  await allArrive('restarted', lines.slice(0, 100));
  await first.stop();
  write(...lines.slice(100));
  const second = await start();
  await allArrive('restarted', lines);
  assert.deepEqual(arrived('restarted'), lines);
  await second.stop();
});

test('nothing is lost when the Collector is killed while it reads', async () => {
  const { write, start } = stand.place('reading');
  const lines = numbered('reading', 0, 20_000);
  const first = await start();
  for (let at = 0; at < lines.length; at += 1000) {
    write(...lines.slice(at, at + 1000));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  first.signal('SIGKILL');
  await first.stop();
  const second = await start();
  await allArrive('reading', lines);
  await second.stop();
});

test('nothing is lost when the queue is full: files wait', async () => {
  const { write, start } = stand.place('full');
  stand.elasticsearch.isUp = false;
  const collector = await start({
    exporters: {
      'otlp_http/queue': { sending_queue: { queue_size: 100_000, batch: { min_size: 20_000, max_size: 40_000 } } },
    },
  });
  const lines = numbered('full', 0, 10_000);
  write(...lines);
  await new Promise((resolve) => setTimeout(resolve, 5000));
  stand.elasticsearch.isUp = true;
  await allArrive('full', lines);
  await collector.stop();
});
