import type { Resource } from '../model/resource.ts';
import { isMembers } from './json.ts';

/** A place in a resource that Kustomize's `images:` writes to. */
export interface ImageSlot {
  readonly path: readonly (string | number)[];
  /** The path with named list members by their names: the same place in another layer. */
  readonly label: string;
  readonly image: string;
}

/**
 * All places in a resource that `images:` looks at: `image` of the items of every `containers` and `initContainers`,
 * and images mounted as volumes. `undefined` where Kustomize stops with an error instead, which it does when something
 * else than such items stands there.
 * Source: kustomize api v0.21.2, `filters/imagetag/legacy.go`, `filters/fieldspec/fieldspec.go` and
 * `internal/konfig/builtinpluginconsts/images.go`.
 */
export function imageSlots(object: Resource): readonly ImageSlot[] | undefined {
  if (object.kind === 'CustomResourceDefinition') return [];
  const found: (ImageSlot | undefined)[] = holdsContainers(object) ? [...containerSlots(object, [], '')] : [];
  for (const path of podPaths) found.push(...podSlots(object, path));
  return found.every((slot) => slot !== undefined) ? found : undefined;
}

type Path = ImageSlot['path'];
type Slots = Iterable<ImageSlot | undefined>;

const podPaths = [['spec'], ['spec', 'template', 'spec'], ['spec', 'jobTemplate', 'spec', 'template', 'spec']] as const;

/** Whether there is anything to look for: most objects have no containers, and paths into them cost time. */
function holdsContainers(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsContainers);
  if (!isMembers(value)) return false;
  for (const key in value) if (containerLists.has(key) || holdsContainers(value[key])) return true;
  return false;
}

function* containerSlots(value: unknown, path: Path, label: string): Slots {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* containerSlots(item, [...path, i], `${label}[${nameOf(item, i)}]`);
  }
  if (!isMembers(value)) return;
  for (const [key, member] of Object.entries(value)) {
    const [inner, innerLabel] = [[...path, key], `${label}.${key}`];
    yield* containerSlots(member, inner, innerLabel);
    if (!containerLists.has(key) || !Array.isArray(member)) continue;
    for (const [i, item] of member.entries()) {
      yield* isMembers(item) ? slot(item.image, [...inner, i, 'image'], `${innerLabel}[${nameOf(item, i)}]`) : wrong;
    }
  }
}
const containerLists = new Set(['containers', 'initContainers']);

function* podSlots(object: Resource, path: Path): Slots {
  let pod: unknown = object;
  for (const key of path) {
    if (!isMembers(pod)) return yield* wrong;
    pod = pod[key];
    if (pod === undefined) return;
  }
  if (!isMembers(pod)) return yield* wrong;
  for (const key of ['containers', 'initContainers', 'volumes']) {
    if (pod[key] !== undefined && !Array.isArray(pod[key])) return yield* wrong;
  }
  for (const [i, volume] of Array.isArray(pod.volumes) ? pod.volumes.entries() : []) {
    if (!isMembers(volume) || !(volume.image === undefined || isMembers(volume.image))) return yield* wrong;
    const inner = [...path, 'volumes', i, 'image', 'reference'];
    yield* slot(volume.image?.reference, inner, `${path.join('.')}.volumes[${nameOf(volume, i)}]`);
  }
}

const wrong: Slots = [undefined];

function slot(image: unknown, path: Path, label: string): Slots {
  if (image === undefined) return [];
  return typeof image === 'string' ? [{ path, label, image }] : wrong;
}

function nameOf(item: unknown, i: number): string {
  return isMembers(item) && typeof item.name === 'string' ? item.name : String(i);
}
