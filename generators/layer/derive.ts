import { Failure } from '../model/finding.ts';
import { isJsonObject, isSameJson } from '../model/json.ts';
import { keyOf, nameOf, type Resource } from '../model/resource.ts';
import type { ImageOverride } from './image.ts';
import { deriveImages } from './images.ts';
import { type JsonPatchOperation, json6902 } from './json6902.ts';
import { type MergeKeyTable, mergeKeyTable } from './mergeKeys.ts';
import type { Pair } from './pair.ts';
import { deriveReplicas, type ReplicaCount } from './replicas.ts';
import { strategicMerge } from './strategic.ts';

/** A layer as its difference to the one below: the content of its `kustomization.yaml`. */
export interface Layer {
  /** Objects the lower layer lacks, whole. */
  readonly added: readonly Resource[];
  /** Objects the lower layer has and this one lacks, as strategic merge patches that delete them. */
  readonly deleted: readonly Resource[];
  /** At most one for each object. */
  readonly patches: readonly Patch[];
  readonly images: readonly ImageOverride[];
  readonly replicas: readonly ReplicaCount[];
}

/** The patch of one object. */
export type Patch =
  /** `body` is the content of the patch file, with the identity of `target`. */
  | { readonly kind: 'strategic-merge'; readonly target: Resource; readonly body: Resource }
  | { readonly kind: 'json6902'; readonly target: Resource; readonly operations: readonly JsonPatchOperation[] };

/**
 * Derives the patches by which Kustomize turns the resources of one layer into those of the next, exactly, the order of
 * every list included. Strategic merge patches where those are exact, JSON 6902 for a single object where they are not.
 *
 * Kustomize applies patches first, then `replicas`, then `images`, and sorts the result (`inKustomizeOrder`). Source:
 * `configureBuiltinTransformers` in kustomize api v0.21.2, `internal/target/kusttarget_configplugin.go`.
 * @throws Failure where an object's apiVersion differs between the layers, or one layer has an object twice
 */
export function deriveLayer(
  lower: readonly Resource[],
  upper: readonly Resource[],
  table: MergeKeyTable = mergeKeyTable,
): Layer {
  const [below, above] = [index(lower), index(upper)];
  const pairs = [...above].map(([key, object]) => pairOf(below.get(key), object));
  const { images, pairs: withImagesBack } = deriveImages(pairs);
  const { replicas, pairs: toPatch } = deriveReplicas(withImagesBack);
  const deleted = [...below].filter(([key]) => !above.has(key));
  return {
    added: [...above].flatMap(([key, object]) => (below.has(key) ? [] : [object])),
    deleted: deleted.map(([, object]) => identity(object, { $patch: 'delete' })),
    patches: toPatch.flatMap(({ lower: old, upper: object }) =>
      old === undefined || isSameJson(old, object) ? [] : [patch(old, object, table)],
    ),
    images,
    replicas,
  };
}

function pairOf(lower: Resource | undefined, upper: Resource): Pair {
  return { lower: isSameJson(lower, upper) ? undefined : lower, upper };
}

function index(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  const byKey = new Map<string, Resource>();
  for (const object of resources) {
    if (byKey.has(keyOf(object))) {
      throw new Failure(`${nameOf(object)} is rendered twice in one app.`, 'Give the objects different names.');
    }
    byKey.set(keyOf(object), object);
  }
  return byKey;
}

function patch(lower: Resource, upper: Resource, table: MergeKeyTable): Patch {
  if (lower.apiVersion !== upper.apiVersion) {
    throw new Failure(
      `${nameOf(upper)} is ${lower.apiVersion} in one layer and ${upper.apiVersion} in the next.`,
      'Render one apiVersion: the identity of an object must not depend on settings.',
    );
  }
  const target = identity(upper);
  const members = strategicMerge(lower, upper, table);
  if (members === undefined) return { kind: 'json6902', target, operations: json6902(lower, upper, table) };
  return { kind: 'strategic-merge', target, body: identity(upper, members) };
}

/** The fields by which Kustomize matches an object, first. */
function identity({ apiVersion, kind, metadata: { name, namespace } }: Resource, members: object = {}): Resource {
  const { metadata, ...rest } = members as { readonly metadata?: unknown };
  const place = namespace === undefined ? {} : { namespace };
  return { apiVersion, kind, metadata: { name, ...place, ...(isJsonObject(metadata) ? metadata : {}) }, ...rest };
}
