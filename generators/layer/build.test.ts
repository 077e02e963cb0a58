import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { runs } from '../testing/runs.ts';
import { baseFiles, deriveLayer, inKustomizeOrder, type Layer, overlayFiles } from './layer.ts';
import { type FilesByFolder, kustomizeBuild } from './testing/kustomize.ts';
import { mutants } from './testing/mutate.ts';
import { type Triple, triples } from './testing/triples.ts';

const seed = Math.floor(Math.random() * 2 ** 31);

test('Kustomize builds exactly what was rendered, order included', async () => {
  const overlays = fc.sample(triples, { numRuns: runs(100), seed }).flatMap(overlaysOf);
  const built = await kustomizeBuild(
    foldersOf(overlays),
    overlays.map(({ path }) => path),
  );
  for (const [i, { path, wanted }] of overlays.entries()) {
    assert.equal(built[i]?.error, undefined, `${path} of seed ${seed}`);
    assert.deepEqual(built[i]?.objects, wanted, `${path} of seed ${seed}`);
  }
});

test('no patch, and nothing in a patch, can be left out or changed unnoticed', async () => {
  const overlays = fc.sample(triples, { numRuns: runs(5), seed }).flatMap(overlaysOf);
  const cases = overlays.flatMap((overlay, i) =>
    mutants(overlay.layer, (count) => (seed + i) % count).map(({ what, layer }, j) => ({
      ...overlay,
      layer,
      path: `${overlay.path}-${j}`,
      what: `${overlay.path} of seed ${seed}: ${what}`,
    })),
  );
  const folders = new Map([...foldersOf(overlays), ...foldersOf(cases)]);
  const built = await kustomizeBuild(
    folders,
    cases.map(({ path }) => path),
  );
  const unnoticed = cases.filter(({ wanted }, i) => !built[i]?.error && isDeepStrictEqual(built[i]?.objects, wanted));
  assert.deepEqual(
    unnoticed.map(({ what }) => what),
    [],
  );
});

interface Overlay {
  readonly path: string;
  /** The folder below, and the objects of the base. */
  readonly lower: string;
  readonly base: Triple['base'];
  readonly layer: Layer;
  readonly wanted: unknown;
}

function overlaysOf({ base, environment, cluster }: Triple, i: number): Overlay[] {
  return [
    {
      path: `${i}/environment`,
      lower: '../base',
      base,
      layer: deriveLayer(base, environment),
      wanted: asJson(environment),
    },
    {
      path: `${i}/cluster`,
      lower: '../environment',
      base,
      layer: deriveLayer(environment, cluster),
      wanted: asJson(cluster),
    },
  ];
}

function foldersOf(overlays: readonly Overlay[]): FilesByFolder {
  const folders: FilesByFolder = new Map();
  for (const { path, lower, base, layer } of overlays) {
    folders.set(path.replace(/\/.*/, '/base'), baseFiles(base, 'backend'));
    folders.set(path, overlayFiles(lower, layer, 'backend'));
  }
  return folders;
}

function asJson(resources: Triple['base']): unknown {
  return JSON.parse(JSON.stringify(inKustomizeOrder(resources)));
}
