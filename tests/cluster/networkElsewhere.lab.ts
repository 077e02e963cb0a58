import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { printYaml } from '../../generators/files/yaml.ts';
import { type BuiltCluster, builtClusters } from '../../lab/fleet.ts';
import { createEvaluator } from '../network/evaluator.ts';
import { type Answered, ask, policiesOf, prepare, verdictOf } from '../network/verdict.ts';
import { copyRepository, run } from '../repositoryCopy.ts';

// Settings that this repository's own clusters do not have.

/** Changes of settings files, as texts and their replacements. */
interface Settings {
  readonly images: Record<string, string>;
  readonly data: Record<string, unknown>;
  readonly clusters: readonly { readonly name: string; provided?: readonly string[] }[];
}

/** A cluster of an environment whose files of settings are changed, and generated anew. */
async function changed(
  context: TestContext,
  environment: string,
  name: string,
  changes: Readonly<Record<string, (settings: Settings) => void>>,
): Promise<BuiltCluster> {
  const root = copyRepository(context, [environment]);
  for (const [file, change] of Object.entries(changes)) {
    const path = join(root, 'overlays', environment, file);
    const document = parse(readFileSync(path, 'utf8')) as Settings;
    change(document);
    writeFileSync(path, printYaml(document));
  }
  const { status, stdout, stderr } = run(root, 'generate');
  assert.equal(status, 0, stdout + stderr);
  const built = (await builtClusters(root)).find((one) => one.name === `${environment}/${name}`);
  assert.ok(built);
  return built;
}

/** The answers for all calls of a cluster, after asserting that only declared calls arrive. */
async function answersOf(built: BuiltCluster): Promise<readonly Answered[]> {
  const prepared = prepare(built);
  const answered = await ask(await createEvaluator(), prepared, policiesOf(built));
  assert.deepEqual(verdictOf(prepared, answered).faults, []);
  return answered;
}

const network = '10.21.0.0/16';
const elsewhere = { provider: 'external', host: 'data.example.com', secret: 'data', networks: [network] };

test('declared calls alone arrive with images of the company and data that the cloud provides', async (context) => {
  const built = await changed(context, 'staging', 'staging-eu-west-1', {
    'images.yaml': ({ images }) => {
      const own = ['api', 'worker', 'billing', 'catalogue', 'activity'];
      for (const app of own) images[app] = `registry.example.com/${app}:1@sha256:${'0'.repeat(64)}`;
    },
    'environment.yaml': ({ data }) => {
      for (const name of ['users', 'payments']) data[name] = { ...elsewhere, database: name };
      Object.assign(data, { events: elsewhere, answers: elsewhere });
    },
  });
  const answered = await answersOf(built);
  const arrived = answered.filter(
    ({ title, answer }) => title.includes(` -> an address of ${network}`) && answer.egress,
  );
  assert.deepEqual([...new Set(arrived.map(({ title }) => title))].sort(), [
    'backend/api -> an address of 10.21.0.0/16 TCP 5432',
    'backend/api -> an address of 10.21.0.0/16 TCP 5671',
    'backend/api -> an address of 10.21.0.0/16 TCP 6379',
    'backend/api-migration -> an address of 10.21.0.0/16 TCP 5432',
    'backend/billing -> an address of 10.21.0.0/16 TCP 3306',
    'backend/billing -> an address of 10.21.0.0/16 TCP 5671',
    'backend/catalogue -> an address of 10.21.0.0/16 TCP 6379',
    'backend/worker -> an address of 10.21.0.0/16 TCP 5432',
    'backend/worker -> an address of 10.21.0.0/16 TCP 5671',
    // Nodes may have any private address.
    'monitoring/prometheus -> an address of 10.21.0.0/16 TCP 10250',
    'monitoring/prometheus -> an address of 10.21.0.0/16 TCP 9100',
  ]);
});

test('with Cloud DNS, pods reach the metadata server for DNS, and for nothing else', async (context) => {
  const built = await changed(context, 'production', 'google-us-central1', {
    'environment.yaml': ({ clusters }) => {
      const own = clusters.find(({ name }) => name === 'google-us-central1');
      assert.ok(own);
      own.provided = ['metrics-server', 'cloud-dns'];
    },
  });
  const called = 'messaging/push -> the metadata server ';
  const arrived = (await answersOf(built)).filter(({ title, answer }) => title.startsWith(called) && answer.egress);
  assert.deepEqual(arrived.map(({ title }) => title.slice(called.length)).sort(), ['TCP 53', 'UDP 53']);
});
