import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { argoNames, countAnnotation } from '../argocd/names.ts';
import { loadModel } from '../pipeline.ts';
import { repository } from '../repository.ts';
import { memoryRepository } from './testing/memory.ts';
import { ringsAt } from './tree.ts';

test('the rings of this repository have the Applications that its ApplicationSets make, and no other', async () => {
  const { plan, fleet } = await loadModel(repository);
  assert.ok(plan && fleet);
  const memory = memoryRepository();
  const planned = plan.files.map(({ path, content }) => [path, content] as const);
  const settings = fleet.environments.map(({ file }) => [file, readFileSync(join(repository, file), 'utf8')] as const);
  const rings = await ringsAt(memory, memory.commit([], Object.fromEntries([...planned, ...settings])));

  const synced = fleet.environments.filter((one) => one.settings.synced !== false);
  const clusters = synced.flatMap((one) => one.settings.clusters.map((cluster) => ({ name: cluster.name, cluster })));
  const found = [...rings.values()].flatMap(({ name, applications }) =>
    applications.map((one) => ({ ring: name, ...one })),
  );
  assert.equal(new Set(found.map(({ name }) => name)).size, found.length);
  for (const { name, cluster } of clusters) {
    const own = found.filter((one) => one.cluster === name);
    const sets = planned.filter(([path]) => path.includes(`/${name}/application-set-`));
    const counts = sets.map(([, content]) => {
      const { metadata } = parse(content) as { metadata: { annotations: Record<string, string> } };
      return Number(metadata.annotations[countAnnotation]);
    });
    assert.equal(own.length, 1 + counts.reduce((sum, count) => sum + count, 0), name);
    assert.deepEqual([...new Set(own.map(({ ring }) => ring))], [cluster.ring ?? 'main']);
    assert.ok(own.some((one) => one.name === argoNames.cluster(name) && one.app === undefined));
  }
  for (const { name, paths } of found) {
    const real = paths.every((path) => planned.some(([file]) => file === path || file.startsWith(`${path}/`)));
    assert.ok(paths.length > 0 && real, `${name} is made from ${paths.join(', ')}`);
  }
});
