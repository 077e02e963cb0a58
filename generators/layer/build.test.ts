import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { baseFiles, type LayerFile, overlayFiles } from './files.ts';
import { layerApp } from './layer.ts';
import { inKustomizeOrder } from './order.ts';
import { kustomizeBuild } from './testing/kustomize.ts';
import { mutants } from './testing/mutate.ts';
import { type Triple, triples } from './testing/resources.ts';

const seed = Math.floor(Math.random() * 2 ** 31);
const overlays = [
  { layer: 'environment', lower: '../base' },
  { layer: 'cluster', lower: '../environment' },
] as const;

test('Kustomize builds exactly what was rendered, order included', () => {
  const apps = fc.sample(triples, { numRuns: 100, seed });
  const wanted = apps.flatMap((app, i) =>
    overlays.map(({ layer }) => ({ path: `${i}/${layer}`, objects: asBuilt(app, layer) })),
  );
  const built = kustomizeBuild(
    foldersOf(apps),
    wanted.map(({ path }) => path),
  );
  for (const [i, { path, objects }] of wanted.entries()) {
    assert.equal(built[i]?.error ?? '', '', `${path} of seed ${seed}`);
    assert.deepEqual(built[i]?.objects, objects, `${path} of seed ${seed}`);
  }
});

test('no patch, and nothing in a patch, can be left out or changed unnoticed', () => {
  const apps = fc.sample(triples, { numRuns: 15, seed });
  const folders = foldersOf(apps);
  const cases = apps.flatMap((app, i) =>
    overlays.flatMap(({ layer, lower }) =>
      mutants(layerApp(app)[layer], (count) => (seed + i) % count).map((mutant, j) => {
        const path = `${i}/${layer}-${j}`;
        folders.set(path, overlayFiles(lower, mutant.layer, 'backend'));
        return { path, name: `${i}/${layer} of seed ${seed}: ${mutant.what}`, objects: asBuilt(app, layer) };
      }),
    ),
  );
  const built = kustomizeBuild(
    folders,
    cases.map(({ path }) => path),
  );
  const unnoticed = cases.filter(({ objects }, i) => !built[i]?.error && isDeepStrictEqual(built[i]?.objects, objects));
  assert.deepEqual(
    unnoticed.map(({ name }) => name),
    [],
  );
});

/** The three folders of each app, under its number. */
function foldersOf(apps: readonly Triple[]): Map<string, readonly LayerFile[]> {
  return new Map(
    apps.flatMap((app, i): [string, readonly LayerFile[]][] => [
      [`${i}/base`, baseFiles(app.base, 'backend')],
      ...overlays.map(({ layer, lower }): [string, readonly LayerFile[]] => [
        `${i}/${layer}`,
        overlayFiles(lower, layerApp(app)[layer], 'backend'),
      ]),
    ]),
  );
}

function asBuilt(app: Triple, layer: 'environment' | 'cluster'): unknown {
  return JSON.parse(JSON.stringify(inKustomizeOrder(app[layer])));
}
