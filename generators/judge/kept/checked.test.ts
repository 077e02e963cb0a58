import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silent } from '../../console/progress.ts';
import { openResults } from '../../kept/results.ts';
import type { Resource } from '../../model/resource.ts';
import { createBuilds } from './builds.ts';
import { type Folder, folderGroup } from './checked.ts';

const object = (value: string): Resource => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  data: { value },
});

/**
 * Folders of three clusters whose files are these and build to the object `built`.
 * @param model the object that the model gives each
 * @param planned what names that
 */
async function checkedOf(
  files: readonly [string, string, string],
  model: readonly [string, string, string],
  planned: readonly string[] = model,
) {
  const rendered: string[] = [];
  const results = openResults(':memory:');
  const builds = createBuilds(results, {
    identity: { program: '', schemas: '' },
    async build({ overlays }, onResult) {
      for (const { path } of overlays) {
        const read = files[Number(path)] ?? '';
        onResult({ path, objects: [object('built')], invalid: [], unchecked: [0], read });
      }
    },
  });
  const folders = files.map((layers, index): Folder => {
    const cluster = `c${index}`;
    return {
      target: { path: `${index}`, kubernetes: '1.35', layers },
      in: { environment: 'test', cluster, app: 'app' },
      planned: planned[index] ?? '',
      render() {
        rendered.push(cluster);
        return [object(model[index] ?? '')];
      },
    };
  });
  await builds.ensure(
    '/',
    folders.map(({ target }) => target),
  );
  const checks = { results, builds, server: undefined, identity: '', progress: silent };
  const said = folders.map((one) => folderGroup([one], checks).check().said);
  return {
    rendered: rendered.join(' '),
    found: said
      .flatMap(({ findings }) => findings.map(({ code, in: where }) => `${code} ${where?.cluster}`))
      .join(', '),
    counts: said.map(({ objects, unchecked }) => `${objects} ${unchecked.map((kind) => kind.objects)}`),
  };
}

const counts = ['1 1', '1 1', '1 1'];

test('a folder is proven once for all clusters with the same files and the same objects of the model', async () => {
  const checked = await checkedOf(['x', 'x', 'y'], ['built', 'built', 'built']);
  assert.deepEqual(checked, { rendered: 'c0 c2', found: '', counts });
});

test('but for each of them where something is found, which names its cluster', async () => {
  const checked = await checkedOf(['x', 'x', 'x'], ['built', 'other', 'other']);
  assert.deepEqual(checked, { rendered: 'c0 c1 c2', found: 'build-differs c1, build-differs c2', counts });
});

test('and where nobody says what the model gives it', async () => {
  const checked = await checkedOf(['x', 'x', 'x'], ['built', 'built', 'other'], ['', '', '']);
  assert.deepEqual(checked, { rendered: 'c0 c1 c2', found: 'build-differs c2', counts });
});
