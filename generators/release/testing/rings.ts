import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { argoNames, countAnnotation } from '../../argocd/names.ts';
import type { Fleet } from '../../model/fleet.ts';
import { ringsAt } from '../tree.ts';
import { memoryRepository } from './memory.ts';
import type { Files } from './repository.ts';

/**
 * Asserts that the rings that are read from the files of a commit are those of the planned fleet: every cluster that a
 * hub syncs is in its ring, with exactly the Applications that its ApplicationSets create, each from files that are
 * planned or from a pinned folder of another repository.
 * @param texts the text of each environment, by path
 */
export async function assertRings(fleet: Fleet, planned: Files, texts: Files): Promise<void> {
  const memory = memoryRepository();
  const rings = await ringsAt(memory, memory.commit([], { ...planned, ...texts }));
  const paths = Object.keys(planned);
  const synced = fleet.environments.filter((one) => one.settings.synced !== false);
  const clusters = synced.flatMap((one) => one.settings.clusters.map((cluster) => ({ name: cluster.name, cluster })));
  const found = [...rings.values()].flatMap(({ name, applications }) =>
    applications.map((one) => ({ ring: name, ...one })),
  );
  assert.equal(new Set(found.map(({ name }) => name)).size, found.length);
  for (const { name, cluster } of clusters) {
    const own = found.filter((one) => one.cluster === name);
    const counts = paths
      .filter((path) => path.includes(`/${name}/application-set-`))
      .map((path) => {
        const { metadata } = parse(planned[path] ?? '') as { metadata: { annotations: Record<string, string> } };
        return Number(metadata.annotations[countAnnotation]);
      });
    assert.equal(own.length, 1 + counts.reduce((sum, count) => sum + count, 0), name);
    assert.deepEqual([...new Set(own.map(({ ring }) => ring))], [cluster.ring ?? 'main']);
    assert.ok(own.some((one) => one.name === argoNames.cluster(name) && one.app === undefined));
  }
  for (const { name, paths: from, settings: own } of found) {
    // An operator that is a folder is made from one of another repository.
    const elsewhere = own?.pinned.map((one) => one.name) ?? [];
    const real = from.every(
      (path) => elsewhere.includes(path) || paths.some((file) => file === path || file.startsWith(`${path}/`)),
    );
    assert.ok(from.length > 0 && real, `${name} is made from ${from.join(', ')}`);
  }
}
