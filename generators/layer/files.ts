import type { Resource } from '../model/resource.ts';
import type { Layer } from './derive.ts';
import { fileNameOf, patchFileNameOf } from './fileName.ts';
import { baseKustomization, overlayKustomization } from './kustomization.ts';

/** A file of a base or overlay: its name in the folder, and its content. */
export interface LayerFile {
  readonly name: string;
  readonly value: unknown;
}

const kustomization = 'kustomization.yaml';

/**
 * The files of a base: each object, and the kustomization.
 * @param home the namespace of the app
 */
export function baseFiles(objects: readonly Resource[], home?: string): readonly LayerFile[] {
  return [{ name: kustomization, value: baseKustomization(objects, home) }, ...objectFiles(objects, home)];
}

/**
 * The files of an overlay: the objects that only it has, a patch for each object that it changes or deletes, and the
 * kustomization.
 * @param lower path from this folder to the one below
 * @param home the namespace of the app
 */
export function overlayFiles(lower: string, layer: Layer, home?: string): readonly LayerFile[] {
  return [
    { name: kustomization, value: overlayKustomization(lower, layer, home) },
    ...objectFiles(layer.added, home),
    ...layer.deleted.map((object) => ({ name: patchFileNameOf(object, 'delete', home), value: object })),
    ...layer.patches.map((patch) =>
      patch.kind === 'json6902'
        ? { name: patchFileNameOf(patch.target, 'json6902', home), value: patch.operations }
        : { name: patchFileNameOf(patch.target, 'patch', home), value: patch.body },
    ),
  ];
}

function objectFiles(objects: readonly Resource[], home: string | undefined): readonly LayerFile[] {
  return objects.map((object) => ({ name: fileNameOf(object, home), value: object }));
}
