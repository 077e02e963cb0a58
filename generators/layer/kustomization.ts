import { groupOf, type Resource } from '../model/resource.ts';
import type { Layer, Patch } from './derive.ts';
import { fileNameOf, patchFileNameOf } from './fileName.ts';
import type { ImageOverride } from './image.ts';
import type { ReplicaCount } from './replicas.ts';

/** The value of a `kustomization.yaml`: only what `kustomize build` of the version Argo CD ships can do. */
export interface Kustomization {
  readonly apiVersion: 'kustomize.config.k8s.io/v1beta1';
  readonly kind: 'Kustomization';
  readonly resources: readonly string[];
  readonly patches?: readonly PatchEntry[];
  readonly images?: readonly ImageOverride[];
  readonly replicas?: readonly ReplicaCount[];
}

/** A patch file. A strategic merge patch names its object itself; a JSON 6902 patch needs a target. */
export interface PatchEntry {
  readonly path: string;
  readonly target?: Target;
}

/**
 * The target of a patch. Kustomize reads every field as a regular expression, and a missing field matches anything:
 * without a group, as for core kinds, it also matches an object of another group with the same version, kind, name and
 * namespace.
 */
export interface Target {
  readonly group?: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

const head = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' } as const;

/** The kustomization of a base: its objects, one a file. */
export function baseKustomization(objects: readonly Resource[], home?: string): Kustomization {
  return { ...head, resources: objects.map((object) => fileNameOf(object, home)).sort() };
}

/**
 * The kustomization of an overlay.
 * @param lower path from this folder to the one below
 * @param home the namespace of the app
 */
export function overlayKustomization(lower: string, layer: Layer, home?: string): Kustomization {
  const { images, replicas } = layer;
  const patches = [
    ...layer.patches.map((patch) => entryOf(patch, home)),
    ...layer.deleted.map((object) => ({ path: patchFileNameOf(object, 'delete', home) })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    ...head,
    resources: [lower, ...layer.added.map((object) => fileNameOf(object, home)).sort()],
    ...(patches.length > 0 && { patches }),
    ...(images.length > 0 && { images }),
    ...(replicas.length > 0 && { replicas }),
  };
}

function entryOf(patch: Patch, home: string | undefined): PatchEntry {
  if (patch.kind === 'strategic-merge') return { path: patchFileNameOf(patch.target, 'patch', home) };
  return { path: patchFileNameOf(patch.target, 'json6902', home), target: targetOf(patch.target) };
}

/** The target of an object, its name escaped: a dot in it would match any character. */
function targetOf(object: Resource): Target {
  const { apiVersion, kind, metadata } = object;
  return {
    ...(groupOf(object) !== '' && { group: groupOf(object) }),
    version: apiVersion.slice(apiVersion.indexOf('/') + 1),
    kind,
    name: metadata.name.replaceAll('.', '\\.'),
    ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
  };
}
