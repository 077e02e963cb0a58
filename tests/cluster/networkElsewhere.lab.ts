import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse, stringify } from 'yaml';
import { builtClusters } from '../lab/fleet.ts';
import { createEvaluator } from '../network/evaluator.ts';
import { ask, policiesOf, prepare, verdictOf } from '../network/judge.ts';
import { copyRepository, run } from '../repositoryCopy.ts';

const network = '10.21.0.0/16';
const elsewhere = { provider: 'external', host: 'data.example.com', secret: 'data', networks: [network] };

test('declared calls alone arrive with images of the company and data that the cloud provides', async (context) => {
  const root = copyRepository(context);
  const change = (file: string, changed: (document: Record<string, Record<string, unknown>>) => void) => {
    const document = parse(readFileSync(join(root, file), 'utf8'));
    changed(document);
    writeFileSync(join(root, file), stringify(document, { aliasDuplicateObjects: false }));
  };
  change('overlays/staging/images.yaml', (document) => {
    for (const app of ['api', 'worker', 'billing', 'catalogue', 'activity']) {
      document.images = { ...document.images, [app]: `registry.example.com/${app}:1@sha256:${'0'.repeat(64)}` };
    }
  });
  change('overlays/staging/environment.yaml', ({ data }) => {
    for (const name of ['users', 'payments']) Object.assign(data ?? {}, { [name]: { ...elsewhere, database: name } });
    Object.assign(data ?? {}, { events: elsewhere, answers: elsewhere });
  });
  const { status, stdout, stderr } = run(root, 'generate');
  assert.equal(status, 0, stdout + stderr);

  const built = (await builtClusters(root)).find(({ name }) => name === 'staging/staging-eu-west-1');
  assert.ok(built);
  const prepared = prepare(built);
  const judged = await ask(await createEvaluator(), prepared, policiesOf(built));
  assert.deepEqual(verdictOf(prepared, judged).faults, []);
  const arrived = judged.filter(({ title, answer }) => title.includes(` -> an address of ${network}`) && answer.egress);
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
  ]);
});
