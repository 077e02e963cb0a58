import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { outputOf, runSync } from '../../generators/programs/run.ts';
import { repository } from '../../generators/repository.ts';
import { collectorName } from '../../generators/upstream/openTelemetry.ts';
import { type RunningCollector, startCollector } from '../../lab/collector/collector.ts';
import { type ListedPods, listPods } from '../../lab/collector/listedPods.ts';
import { type RecordingBackend, recordTraces } from '../../lab/collector/recordingBackend.ts';
import { type RecordingElasticsearch, recordElasticsearch } from '../../lab/collector/recordingElasticsearch.ts';
import { builtClusters } from '../../lab/fleet.ts';
import { labProgram } from '../../lab/programs.ts';
import { say } from '../cluster/say.ts';
import { type Machine, openMachine } from '../documents/machine.ts';

/** The cluster whose committed configuration Collectors have. */
export const committedIn = { environment: 'production', cluster: 'aws-us-east-1' } as const;

/** The pod whose file they read. */
export const loggedPod = {
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

/** The header with which traces are sent. */
export const authorization = 'Bearer of $production: 1';

const account = { username: 'logs_writer', password: 'w r i t e' };

/** Stand-ins around Collectors: for the API server, Elasticsearch and the backend of traces. */
export interface CollectorStand {
  readonly pods: ListedPods;
  readonly elasticsearch: RecordingElasticsearch;
  readonly backend: RecordingBackend;
  /** A folder as on a node. */
  place(name: string): CollectorNode;
  stop(): Promise<void>;
}

/** A folder as on a node, with one log in it. */
export interface CollectorNode {
  /** Writes lines as containerd does. */
  write(...lines: readonly string[]): void;
  /** Writes a line as containerd does when it is long: in parts. */
  writeParts(...parts: readonly string[]): void;
  /** Starts a Collector with the configuration that is committed, and changes of it. */
  start(changes?: object): Promise<RunningCollector>;
}

/** Starts the stand-ins. */
export async function openCollectorStand(): Promise<CollectorStand> {
  const config = await committedConfiguration();
  const machine = await openMachine();
  const { authority, ...tls } = await certificates(machine);
  const elasticsearch = await recordElasticsearch(tls, account);
  const backend = await recordTraces();
  const pods = await listPods([loggedPod]);
  return {
    pods,
    elasticsearch,
    backend,
    place(name) {
      const folder = join(machine.folder, name);
      const place = {
        config,
        folder: join(folder, 'state'),
        include: join(folder, 'pods', '*', '*', '*.log'),
        kubernetes: pods.url,
        elasticsearch: elasticsearch.url,
        authority,
        account,
        traces: { url: backend.url, authorization },
        node: 'node-1',
      };
      return {
        ...logIn(folder),
        start: (changes = {}) => startCollector({ ...place, changes }, machine.processes, say),
      };
    },
    async stop() {
      await machine.stop();
      await Promise.all([pods.stop(), elasticsearch.stop(), backend.stop()]);
    },
  };
}

async function committedConfiguration(): Promise<string> {
  const { environment, cluster } = committedIn;
  const found = (await builtClusters(repository)).find(({ name }) => name === `${environment}/${cluster}`);
  const map = found?.objects.get(collectorName)?.find(({ kind }) => kind === 'ConfigMap');
  const { data } = (map ?? assert.fail('no configuration is committed')) as unknown as { data: Record<string, string> };
  return data['config.yaml'] ?? assert.fail('the configuration has another name');
}

async function certificates(machine: Machine) {
  const kit = await labProgram('kit', say);
  const folder = join(machine.folder, 'tls');
  mkdirSync(folder, { recursive: true });
  const wanted = [
    { name: 'ca', commonName: 'authority' },
    { name: 'tls', by: 'ca', commonName: 'elasticsearch', hosts: ['127.0.0.1', 'localhost'] },
  ];
  outputOf(runSync(kit, ['certificates', folder], { input: JSON.stringify(wanted) }));
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  return { authority: join(folder, 'ca.crt'), cert: read('tls.crt'), key: read('tls.key') };
}

function logIn(folder: string): Pick<CollectorNode, 'write' | 'writeParts'> {
  const { namespace, name, uid } = loggedPod.metadata;
  const log = join(folder, 'pods', `${namespace}_${name}_${uid}`, 'api', '0.log');
  mkdirSync(dirname(log), { recursive: true });
  const append = (lines: readonly (readonly [tag: 'F' | 'P', text: string])[]) =>
    appendFileSync(log, lines.map(([tag, text]) => `2026-01-01T00:00:00.123456789Z stdout ${tag} ${text}\n`).join(''));
  return {
    write: (...lines) => append(lines.map((line) => ['F', line])),
    writeParts: (...parts) => append(parts.map((part, at) => [at === parts.length - 1 ? 'F' : 'P', part])),
  };
}
