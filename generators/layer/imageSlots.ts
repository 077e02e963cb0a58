import { isJsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';

/** A field of a resource that Kustomize's `images:` writes to. */
export interface ImageSlot {
  readonly path: readonly (string | number)[];
  /** The path with named list members by their names: it identifies the same field in another layer. */
  readonly label: string;
  readonly image: string;
}

/**
 * All fields of a resource that `images:` reads: `image` of the items of every `containers` and `initContainers`, and
 * images mounted as volumes. `undefined` where Kustomize stops with an error instead, which it does when the value is
 * not a list of such items. Source: kustomize api v0.21.2, `filters/imagetag/legacy.go`,
 * `filters/fieldspec/fieldspec.go` and `internal/konfig/builtinpluginconsts/images.go`.
 */
export function imageSlots(object: Resource): readonly ImageSlot[] | undefined {
  if (object.kind === 'CustomResourceDefinition') return [];
  const places: Place[] = [];
  findContainers(object, [], places);
  for (const path of podPaths) findVolumes(object, path, places);
  const images = places.filter((place) => place === wrong || place.image !== undefined);
  if (!images.every(isImage)) return undefined;
  return images.map(({ path, image }) => ({ path, label: labelOf(object, path), image }));
}

/** A field that may hold an image, with its value. */
type Place = { readonly path: ImageSlot['path']; readonly image: unknown } | typeof wrong;
/** A field with a value of a type that Kustomize does not expect. */
const wrong = 'wrong';

function isImage(place: Place): place is { path: ImageSlot['path']; image: string } {
  return place !== wrong && typeof place.image === 'string';
}

/** @param path of the value; changed during the walk and restored */
function findContainers(value: unknown, path: (string | number)[], places: Place[]): void {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) findBelow(value[i], i, path, places);
  } else if (isJsonObject(value)) {
    for (const key in value) findBelow(value[key], key, path, places);
  }
}

function findBelow(value: unknown, key: string | number, path: (string | number)[], places: Place[]): void {
  if (typeof value !== 'object') return;
  path.push(key);
  findContainers(value, path, places);
  if (Array.isArray(value) && (key === 'containers' || key === 'initContainers')) {
    for (const [i, item] of value.entries()) {
      places.push(isJsonObject(item) ? { path: [...path, i, 'image'], image: item.image } : wrong);
    }
  }
  path.pop();
}

const podPaths = [['spec'], ['spec', 'template', 'spec'], ['spec', 'jobTemplate', 'spec', 'template', 'spec']] as const;

/** Images mounted as volumes of the pod at a path, if there is one; and whether its lists are lists. */
function findVolumes(object: Resource, path: readonly string[], places: Place[]): void {
  let pod: unknown = object;
  for (const key of path) {
    if (pod !== undefined) pod = isJsonObject(pod) ? pod[key] : wrong;
  }
  if (pod === undefined) return;
  const { containers = [], initContainers = [], volumes = [] } = isJsonObject(pod) ? pod : { volumes: wrong };
  if (![containers, initContainers, volumes].every(Array.isArray)) places.push(wrong);
  for (const [i, volume] of Array.isArray(volumes) ? volumes.entries() : []) {
    const image = isJsonObject(volume) ? (volume.image ?? {}) : wrong;
    const place = [...path, 'volumes', i, 'image', 'reference'];
    places.push(isJsonObject(image) ? { path: place, image: image.reference } : wrong);
  }
}

function labelOf(object: Resource, path: ImageSlot['path']): string {
  let value: unknown = object;
  return path.reduce((label: string, key) => {
    value = (value as Record<string | number, unknown>)[key];
    return `${label}/${isJsonObject(value) && typeof key === 'number' ? (value.name ?? key) : key}`;
  }, '');
}
