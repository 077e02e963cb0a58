import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { collectorSystem } from '../../generators/blocks/logging/collectorSystem.ts';
import { exampleCollector } from '../../generators/blocks/logging/testing/collector.ts';
import { collectorInputs } from '../../generators/blocks/logging/testing/inputs.ts';
import { plainLines, secretLines } from '../../generators/blocks/logging/testing/lines.ts';
import { outputOf, runSync } from '../../generators/programs/run.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { startCollector } from '../../lab/collector/collector.ts';
import { type ListedPods, listPods } from '../../lab/collector/listedPods.ts';
import { type RecordingElasticsearch, recordElasticsearch } from '../../lab/collector/recordingElasticsearch.ts';
import { labProgram } from '../../lab/programs.ts';
import { until } from '../../lab/until.ts';
import { say } from '../cluster/say.ts';
import { type Machine, openMachine } from '../documents/machine.ts';

// A real Collector has the generated configuration, and a file of a pod in place of those of a node. The exporter to
// Elasticsearch is a stand-in, and so is Elasticsearch.

const inputs = collectorInputs(exampleClusters.aws);
const { config } = collectorSystem(exampleCollector, inputs);

const account = { username: 'logs_writer', password: 'w r i t e' };
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'api-7d9f',
    namespace: 'backend',
    uid: '5f1d3c70-0000-4000-8000-000000000001',
    labels: { 'app.kubernetes.io/name': 'api' },
  },
  spec: { nodeName: 'node-1', containers: [{ name: 'api', image: 'registry.example.com/api:1.2.3' }] },
  status: { podIP: '10.1.2.3', phase: 'Running' },
};

let machine: Machine;
let pods: ListedPods;
let elasticsearch: RecordingElasticsearch;
let authority: string;
before(async () => {
  machine = await openMachine();
  const kit = await labProgram('kit', say);
  const folder = join(machine.folder, 'tls');
  mkdirSync(folder, { recursive: true });
  const wanted = [
    { name: 'ca', commonName: 'authority' },
    { name: 'tls', by: 'ca', commonName: 'elasticsearch', hosts: ['127.0.0.1', 'localhost'] },
  ];
  outputOf(runSync(kit, ['certificates', folder], { input: JSON.stringify(wanted) }));
  authority = join(folder, 'ca.crt');
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  elasticsearch = await recordElasticsearch({ cert: read('tls.crt'), key: read('tls.key') }, account);
  pods = await listPods([pod]);
});
after(async () => {
  await machine?.stop();
  await Promise.all([pods?.stop(), elasticsearch?.stop()]);
});

/** A folder as on a node, with a function that writes lines as containerd does, and one that starts a Collector. */
function place(name: string) {
  const folder = join(machine.folder, name);
  const { namespace, name: podName, uid } = pod.metadata;
  const log = join(folder, 'pods', `${namespace}_${podName}_${uid}`, 'api', '0.log');
  mkdirSync(dirname(log), { recursive: true });
  return {
    write: (...lines: readonly string[]) =>
      appendFileSync(log, lines.map((line) => `2026-01-01T00:00:00.123456789Z stdout F ${line}\n`).join('')),
    /** A line that containerd wrote in parts, because it is long. */
    writeParts: (...parts: readonly string[]) =>
      appendFileSync(
        log,
        parts
          .map((part, at) => `2026-01-01T00:00:00.123456789Z stdout ${at === parts.length - 1 ? 'F' : 'P'} ${part}\n`)
          .join(''),
      ),
    start: (changes: object = {}) =>
      startCollector(
        {
          config,
          folder: join(folder, 'state'),
          include: join(folder, 'pods', '*', '*', '*.log'),
          kubernetes: pods.url,
          elasticsearch: elasticsearch.url,
          authority,
          account,
          node: 'node-1',
          changes,
        },
        machine.processes,
        say,
      ),
  };
}

/** Bodies that have arrived and begin with a word. */
const arrived = (word: string) =>
  elasticsearch.documents.map(({ body }) => body).filter((body) => body.startsWith(word));

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
  const { write, writeParts, start } = place('redaction');
  write(...secretLines.map(({ line }) => line), ...plainLines);
  writeParts('a long line with Authorization: Bea', 'rer abc', '123def456 in parts');
  const collector = await start();
  const expected = [
    ...secretLines.map(({ arrives }) => arrives),
    ...plainLines,
    'a long line with Authorization: Bearer *** in parts',
  ];
  await until('all lines have arrived', 60, async () => {
    const { length } = elasticsearch.documents;
    return length >= expected.length || `${length} of ${expected.length} have`;
  });
  assert.deepEqual(
    elasticsearch.documents.map(({ body }) => body),
    expected,
  );
  const received = elasticsearch.received();
  for (const { title, secrets } of secretLines) {
    for (const secret of secrets) assert.ok(!received.includes(secret), `${title}: ${secret}`);
  }
  assert.deepEqual(elasticsearch.strangers, []);

  const [document] = elasticsearch.documents;
  assert.equal(document?.index, 'logs-kubernetes.otel-default');
  const { 'k8s.container.restart_count': _, 'k8s.pod.start_time': __, ...resource } = document?.resource ?? {};
  assert.deepEqual(resource, {
    'data_stream.dataset': 'kubernetes',
    'deployment.environment.name': inputs.environment.name,
    'k8s.cluster.name': inputs.cluster.name,
    'k8s.container.name': 'api',
    'k8s.namespace.name': 'backend',
    'k8s.node.name': 'node-1',
    'k8s.pod.name': 'api-7d9f',
    'k8s.pod.uid': pod.metadata.uid,
    'service.name': 'api',
  });
  assert.ok(pods.asked.every((query) => query.includes('fieldSelector=spec.nodeName%3Dnode-1')));
  const metrics = await (await fetch(collector.metrics)).text();
  assert.match(metrics, /otelcol_exporter_queue_size/);
  await collector.stop();
});

test('nothing is lost while Elasticsearch is down, and while it refuses', async () => {
  const { write, start } = place('down');
  elasticsearch.isUp = false;
  const collector = await start();
  const lines = numbered('down', 0, 3000);
  write(...lines.slice(0, 1000));
  await new Promise((resolve) => setTimeout(resolve, 5000));
  write(...lines.slice(1000, 2000));
  await new Promise((resolve) => setTimeout(resolve, 5000));
  elasticsearch.isUp = true;
  elasticsearch.status = 503;
  write(...lines.slice(2000));
  await new Promise((resolve) => setTimeout(resolve, 3000));
  assert.deepEqual(arrived('down'), []);
  elasticsearch.status = 200;
  await allArrive('down', lines);
  await collector.stop();
});

test('nothing is lost when the Collector is killed while Elasticsearch is down', async () => {
  const { write, start } = place('killed');
  elasticsearch.isUp = false;
  const first = await start();
  const lines = numbered('killed', 0, 3000);
  write(...lines.slice(0, 1500));
  await new Promise((resolve) => setTimeout(resolve, 4000));
  first.signal('SIGKILL');
  await first.stop();
  write(...lines.slice(1500));
  elasticsearch.isUp = true;
  const second = await start();
  await allArrive('killed', lines);
  await second.stop();
});

test('a Collector that is restarted goes on where the one before stopped, and sends nothing twice', async () => {
  const { write, start } = place('restarted');
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
  const { write, start } = place('reading');
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
  const { write, start } = place('full');
  elasticsearch.isUp = false;
  const collector = await start({
    exporters: {
      'otlp_http/queue': { sending_queue: { queue_size: 100_000, batch: { min_size: 20_000, max_size: 40_000 } } },
    },
  });
  const lines = numbered('full', 0, 10_000);
  write(...lines);
  await new Promise((resolve) => setTimeout(resolve, 5000));
  elasticsearch.isUp = true;
  await allArrive('full', lines);
  await collector.stop();
});
