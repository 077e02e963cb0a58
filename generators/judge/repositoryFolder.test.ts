import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { git } from '../programs/testing/git.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { repositoryFolder } from './repositoryFolder.ts';

/** A repository with the folder `platform`, and what is told of a tree there. */
function repository(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'folder-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'platform'));
  const told = async (where: string, settings: Parameters<typeof exampleFleet>[1]) =>
    (await repositoryFolder(join(root, where), exampleFleet([], settings))).map(
      ({ at, message, fix }) => `${at?.file}: ${message} → ${fix}`,
    );
  return { root, told };
}

test('the folder in the settings is the folder of the repository', async (t) => {
  const { root, told } = repository(t);
  assert.deepEqual(await told('platform', {}), [], 'without a repository nothing is known');
  git(root, ['init', '--quiet']);
  assert.deepEqual(await told('', {}), []);
  assert.deepEqual(await told('platform', { folder: 'platform' }), []);
  assert.deepEqual(await told('platform', {}), [
    'overlays/fleet.yaml.folder: This tree is in the folder platform of its repository, and Argo CD looks for it in the root of its repository. → Set folder: platform, and generate again.',
  ]);
  assert.deepEqual(await told('', { folder: 'platform' }), [
    'overlays/fleet.yaml.folder: This tree is in the root of its repository, and Argo CD looks for it in the folder platform of its repository. → Delete the key folder.',
  ]);
});
