import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openResults } from '../../kept/results.ts';
import type { Resource } from '../../model/resource.ts';
import type { BuiltOverlay } from '../overlays.ts';
import { createBuilds, type OverlayTarget, Unkept } from './builds.ts';

const object = (name: string): Resource => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

/** A driver whose overlays hold one object, named by the checksum of their files, and that notes what it built. */
function driver(program = 'driver-1', schemas = 'set-1', changes: Partial<BuiltOverlay> = {}) {
  const built: string[] = [];
  return {
    built,
    identity: { program, schemas },
    async build(
      { overlays }: { overlays: readonly Pick<OverlayTarget, 'path' | 'kubernetes'>[] },
      onResult: (one: BuiltOverlay) => void,
    ) {
      for (const { path, kubernetes } of overlays) {
        built.push(`${path} ${kubernetes}`.trim());
        const [, layers = ''] = path.split('=');
        onResult({ path, objects: [object(layers)], invalid: [], unchecked: [0], read: layers, ...changes });
      }
    },
  };
}

/** An overlay, whose path ends with the checksum of its files. */
const target = (path: string, layers: string, kubernetes = '1.35'): OverlayTarget => ({
  path: `${path}=${layers}`,
  layers,
  kubernetes,
});

/** What a driver builds of these, after a first run has built `one` with the files `a`. */
async function builtAfter(second: ReturnType<typeof driver>, ...targets: readonly OverlayTarget[]): Promise<string[]> {
  const results = openResults(':memory:');
  await createBuilds(results, driver()).ensure('/', [target('one', 'a')]);
  const builds = createBuilds(results, second);
  await builds.ensure('/', targets);
  for (const one of targets) assert.deepEqual(builds.read(one).objects, [object(one.layers)]);
  return second.built;
}

for (const [title, second, targets, expected] of [
  ['what has the same files is not built again', driver(), [target('one', 'a')], []],
  ['nor is another overlay with the same files', driver(), [target('two', 'a')], []],
  ['nor one of which only the objects are wanted', driver(), [target('one', 'a', '')], []],
  ['what has other files is', driver(), [target('one', 'b')], ['one=b 1.35']],
  ['all are by another driver', driver('driver-2'), [target('one', 'a')], ['one=a 1.35']],
  ['all are for other schemas', driver('driver-1', 'set-2'), [target('one', 'a')], ['one=a 1.35']],
  ['one is for another version of Kubernetes', driver(), [target('one', 'a', '1.36')], ['one=a 1.36']],
  ['of several with the same files one is', driver(), [target('two', 'b'), target('three', 'b')], ['two=b 1.35']],
] as const) {
  test(`of what is kept: ${title}`, async () => assert.deepEqual(await builtAfter(second, ...targets), expected));
}

for (const [title, changes] of [
  ['what does not build', { error: 'no', objects: [] }],
  ['what was built from other files than those that count, as of a tree that changes meanwhile,', { read: 'other' }],
  ['what was built from files that nobody knows', { read: '' }],
] as const) {
  test(`${title} is not kept, and this run has it`, async () => {
    const results = openResults(':memory:');
    const one = target('one', 'a');
    for (const _ of [1, 2]) {
      const program = driver('driver-1', 'set-1', changes);
      const builds = createBuilds(results, program);
      await builds.ensure('/', [one, target('two', 'a')]);
      assert.deepEqual(program.built, ['one=a 1.35', 'two=a 1.35']);
      assert.equal(builds.isKept(one), false);
      assert.deepEqual(builds.read(one).error, 'error' in changes ? changes.error : undefined);
    }
  });
}

test('what has the same files is read once, and is the same objects', async () => {
  const [one, two, three] = [target('one', 'a'), target('two', 'a'), target('three', 'b')];
  const results = openResults(':memory:');
  await createBuilds(results, driver()).ensure('/', [one, two, three]);
  const builds = createBuilds(results, driver());
  assert.equal(builds.read(one).objects, builds.read(two).objects);
  assert.deepEqual(
    [one, two, three].map((each) => builds.read(each).path),
    ['one=a', 'two=a', 'three=b'],
  );
  assert.deepEqual(builds.read(three).objects, [object('b')]);
});

test('what somebody removed meanwhile is told, and built when it is ensured again', async () => {
  const results = openResults(':memory:');
  const forgotten = { ...results, get: () => undefined, has: () => false };
  const one = target('one', 'a');
  await createBuilds(results, driver()).ensure('/', [one]);
  assert.throws(() => createBuilds(forgotten, driver()).read(one), Unkept);
  const second = driver();
  await createBuilds(forgotten, second).ensure('/', [one]);
  assert.deepEqual(second.built, ['one=a 1.35', 'one=a 1.35']);
});
