import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ensureTool } from '../programs/toolchain.ts';
import { repository } from '../repository.ts';
import { type BuiltOverlay, buildOverlays } from './overlays.ts';
import { ensureSchemas } from './schemas.ts';
import { good, type ManifestKind, manifest, mistakes } from './testing/manifests.ts';

const root = mkdtempSync(join(tmpdir(), 'schemas-'));
after(() => rmSync(root, { recursive: true, force: true }));
const program = await ensureTool(repository, 'driver', () => {});

async function checked(manifests: readonly string[], kubernetes: string, schemas: string): Promise<BuiltOverlay[]> {
  const folder = mkdtempSync(join(root, 'case-'));
  const overlays = manifests.map((content, index) => {
    mkdirSync(join(folder, `${index}`));
    writeFileSync(join(folder, `${index}`, 'kustomization.yaml'), 'resources: [object.yaml]\n');
    writeFileSync(join(folder, `${index}`, 'object.yaml'), content);
    return { path: `${index}`, kubernetes };
  });
  const results: BuiltOverlay[] = [];
  await buildOverlays(program, { root: folder, schemas, overlays }, (result) => results.push(result));
  return results;
}

const versions = ['1.34', '1.35', '1.36'];
const { dir, missing } = await ensureSchemas(program, repository, versions, () => {});

test('the schemas of Kubernetes, KEDA and CloudNativePG can be made', () => {
  const wanted = missing.filter(({ component }) => ['kubernetes', 'keda', 'cloudnative-pg'].includes(component));
  assert.deepEqual(wanted, []);
});

for (const version of versions) {
  test(`good objects are accepted by the schemas of Kubernetes ${version}`, async () => {
    const kinds = Object.keys(good) as ManifestKind[];
    const results = await checked(
      kinds.map((kind) => manifest(kind)),
      version,
      dir,
    );
    for (const [index, { error, invalid, unchecked, objects }] of results.entries()) {
      assert.deepEqual(
        { error, invalid, unchecked, kind: objects[0]?.kind },
        {
          error: undefined,
          invalid: [],
          unchecked: [],
          kind: kinds[index],
        },
      );
    }
  });
}

test('each mistake is found, and only that', async () => {
  const results = await checked(
    mistakes.map(([kind, path, value]) => manifest(kind, path, value)),
    '1.35',
    dir,
  );
  const found = results.map(({ objects, invalid }) => [
    objects[0]?.kind,
    invalid.map(({ field, message }) => [field, message]),
  ]);
  const expected = mistakes.map(([kind, path, , said, field]) => [kind, [[field ?? path, said]]]);
  assert.deepEqual(found, expected);
});

test('a kind without a schema is reported, not skipped', async () => {
  const content = JSON.stringify({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } });
  const [result] = await checked([content], '1.35', dir);
  assert.deepEqual(result?.unchecked, [0]);
});

test('schemas in the cache are used without a message', async () => {
  const messages: string[] = [];
  assert.equal((await ensureSchemas(program, repository, versions, (message) => messages.push(message))).dir, dir);
  assert.deepEqual(messages, []);
});

test('a version of Kubernetes that the lock does not have is missing, with the reason', async () => {
  const { missing: more } = await ensureSchemas(program, repository, ['1.20'], () => {});
  assert.deepEqual(
    more.filter(({ component }) => component === 'kubernetes'),
    [{ component: 'kubernetes', version: '1.20', kinds: [], reason: 'the lock has no release of Kubernetes 1.20' }],
  );
});

test('a repository without a lock is a failure', async () => {
  await assert.rejects(
    ensureSchemas(program, root, [], () => {}),
    { name: 'Failure', message: /schemas\.lock\.json/ },
  );
});
