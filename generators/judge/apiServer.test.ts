import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ensureTool } from '../programs/toolchain.ts';
import { repository } from '../repository.ts';
import { askApiServer } from './apiServer.ts';
import { ensureDefinitions } from './schemas.ts';
import { judgeObjects } from './testing/judgeObjects.ts';
import { good, type ManifestKind, manifest } from './testing/manifests.ts';
import { refusals } from './testing/refusals.ts';

const quiet = () => {};
const program = await ensureTool(repository, 'apivalidation', quiet);
const { dir: definitions } = await ensureDefinitions(await ensureTool(repository, 'driver', quiet), repository, quiet);
const versions = ['1.36', '1.34', '1.35'];

const ask = (objects: readonly string[], kubernetes = versions) =>
  judgeObjects(program, { kubernetes, definitions }, objects);

test('what is right is accepted, as every version', async () => {
  const objects = (Object.keys(good) as ManifestKind[]).map((kind) => manifest(kind));
  assert.deepEqual(await ask(objects), { problems: [], unjudged: [], notEmulated: {} });
});

test('what no schema sees is refused, in the words of the API server', async () => {
  const { problems, unjudged } = await ask(refusals.map(([, object]) => object));
  const found = refusals.map(([title], index) => {
    const [first] = problems.filter(({ object }) => object === index);
    return [title, first && [first.field, first.message].filter(Boolean).join(': ')];
  });
  assert.deepEqual(
    found,
    refusals.map(([title, , said]) => [title, said]),
  );
  assert.deepEqual(unjudged, []);
});

test('versions differ where Kubernetes does: a Service may begin with a digit from 1.36 on', async () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: '0123', namespace: 'backend' } };
  const object = JSON.stringify({ ...service, spec: { ports: [{ port: 80 }] } });
  const { problems } = await ask([object]);
  assert.deepEqual(
    problems.map(({ field, kubernetes }) => [field, kubernetes]),
    [['metadata.name', ['1.34', '1.35']]],
  );
});

test('versions do not disturb each other: all at once say what each says alone', async () => {
  const objects = refusals.map(([, object]) => object);
  const together = (await ask(objects)).problems;
  for (const version of versions) {
    const alone = (await ask(objects, [version])).problems;
    const said = together.filter(({ kubernetes }) => kubernetes.includes(version));
    assert.deepEqual(
      alone,
      said.map((problem) => ({ ...problem, kubernetes: [version] })),
    );
  }
});

test('batches are judged one after the other, each by itself, as every version', async () => {
  const service = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: '0123', namespace: 'backend' },
    spec: { ports: [{ port: 80 }] },
  });
  const told: string[][] = [];
  const batches = [[service], [], [manifest('Deployment'), service]];
  await askApiServer(program, { kubernetes: versions, definitions }, batches, ({ problems }) =>
    told.push(problems.map(({ object, kubernetes }) => `${object}: ${kubernetes.join(' ')}`)),
  );
  assert.deepEqual(told, [['0: 1.34 1.35'], [], ['1: 1.34 1.35']]);
});

test('what goes wrong with the next batch is not taken for an answer', async () => {
  function* batches() {
    yield [manifest('Deployment')];
    throw new Error('no more');
  }
  await assert.rejects(
    askApiServer(program, { kubernetes: versions, definitions }, batches(), () => {}),
    {
      message: 'no more',
    },
  );
});

test('a kind that nobody defines is told, not passed over', async () => {
  const object = JSON.stringify({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } });
  assert.deepEqual((await ask([manifest('Deployment'), object])).unjudged, [1]);
});

test('a version that the code cannot emulate is told, and the others are asked', async () => {
  const { notEmulated, problems } = await ask(
    [JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} })],
    ['1.20', '1.35', '1.99'],
  );
  assert.deepEqual(Object.keys(notEmulated), ['1.20', '1.99']);
  assert.deepEqual(problems[0]?.kubernetes, ['1.35']);
});

test('a folder of definitions that cannot be read is a failure', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'definitions-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  await assert.rejects(judgeObjects(join(folder, 'absent'), { kubernetes: versions, definitions }, []), {
    name: 'Failure',
    message: /could not judge the objects: there is no program/,
  });
  await assert.rejects(ask(['"text"']), { name: 'Failure', message: /object 0/ });
});
