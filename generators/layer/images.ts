import { isJsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { type ImageOverride, overrideImage, splitImage } from './image.ts';
import { type ImageSlot, imageSlots } from './imageSlots.ts';
import type { Pair } from './pair.ts';

/** The entries of `images:` of a layer, and the pairs from which patches are derived. */
export interface DerivedImages {
  /** Sorted by name. */
  readonly images: readonly ImageOverride[];
  /** The pairs, with the lower layer's images in the upper object wherever `images` replaces them. */
  readonly pairs: readonly Pair[];
}

/**
 * The changes of images between two layers that `images:` can express. Kustomize replaces an image by its name in every
 * container, after the patches, one entry after the other: where an entry would set a single image wrongly, patches
 * make the change instead.
 */
export function deriveImages(pairs: readonly Pair[]): DerivedImages {
  const olds = pairs.map(changedImages);
  const slots = olds.some((old) => old.size > 0) ? pairs.map(({ upper }) => imageSlots(upper)) : [];
  if (slots.length === 0 || !slots.every((list) => list !== undefined)) return { images: [], pairs };
  const places = slots.flatMap((list, index) =>
    list.map(({ path, label, image }) => ({ index, path, image, old: olds[index]?.get(label) })),
  );
  for (let images = candidates(places); ; ) {
    const names = new Set(images.map(({ name }) => name));
    const from = ({ image, old }: Place) => (old !== undefined && names.has(splitImage(old).name) ? old : image);
    const wrong = places.filter((place) => images.reduce(overrideImage, from(place)) !== place.image).map(from);
    if (wrong.length === 0) return { images, pairs: putBack(pairs, places, from) };
    images = images.filter((entry, i) => !wrong.some((image) => touches(entry, image, images.slice(0, i))));
  }
}

interface Place extends Pick<ImageSlot, 'path' | 'image'> {
  /** Position of its pair. */
  readonly index: number;
  /** The lower layer's image, where it differs. */
  readonly old: string | undefined;
}

const none: ReadonlyMap<string, string> = new Map();

/** The lower layer's image by label, for every place that exists in both and differs. */
function changedImages({ lower, upper }: Pair): ReadonlyMap<string, string> {
  if (lower === undefined) return none;
  const wanted = new Map(imageSlots(upper)?.map(({ label, image }) => [label, image]));
  const changed = imageSlots(lower)?.filter(({ label, image }) => (wanted.get(label) ?? image) !== image) ?? [];
  return new Map(changed.map(({ label, image }) => [label, image]));
}

/** The entry for each image name that changes, if one entry can make all its changes. */
function candidates(places: readonly Place[]): readonly ImageOverride[] {
  const changes = places.filter((place): place is Place & { old: string } => place.old !== undefined);
  const byName = Map.groupBy(changes, ({ old }) => splitImage(old).name);
  return [...byName].flatMap(([name, list]) => overrideFor(name, list)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function overrideFor(
  name: string,
  changes: readonly { readonly old: string; readonly image: string }[],
): ImageOverride[] {
  const wanted = splitImage(changes[0]?.image ?? '');
  const newName = wanted.name === name ? {} : { newName: wanted.name };
  const newTag = wanted.tag === undefined ? {} : { newTag: wanted.tag };
  const digest = wanted.digest === undefined ? {} : { digest: wanted.digest };
  return [
    { name, ...newName },
    { name, ...newName, ...newTag, ...digest },
  ]
    .filter(() => /^[\w./:-]+$/.test(name))
    .filter((entry) => changes.every(({ old, image }) => overrideImage(old, entry) === image))
    .slice(0, 1);
}

function touches(entry: ImageOverride, image: string, earlier: readonly ImageOverride[]): boolean {
  const reached = earlier.reduce(overrideImage, image);
  return splitImage(image).name === entry.name || overrideImage(reached, entry) !== reached;
}

function putBack(pairs: readonly Pair[], places: readonly Place[], image: (place: Place) => string): readonly Pair[] {
  const byPair = Map.groupBy(places, ({ index }) => index);
  return pairs.map(({ lower, upper }, index) => {
    const set = (object: unknown, place: Place) => replaceAt(object, place.path, image(place));
    return { lower, upper: (byPair.get(index) ?? []).reduce(set, upper) as Resource };
  });
}

function replaceAt(value: unknown, [key, ...rest]: ImageSlot['path'], image: string): unknown {
  if (key === undefined) return image;
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? replaceAt(item, rest, image) : item));
  return isJsonObject(value) ? { ...value, [key]: replaceAt(value[key], rest, image) } : value;
}
