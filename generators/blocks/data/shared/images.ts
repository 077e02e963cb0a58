/** Images of a system by part, each `registry/name:tag@sha256:digest`. */
export type PartImages<I> = { readonly [Part in keyof I]?: string };

/** Gives the name in `images.yaml` of the image of a part. */
export type ImageName = (part: string) => string;

/** Declared images by their names in `images.yaml`. */
export function namedImages<I extends PartImages<I>>(images: I, imageName: ImageName): Record<string, string> {
  return Object.fromEntries(entries(images).map(([part, image]) => [imageName(part), image]));
}

/** Images in use by part: the image of `images.yaml` where it names one, else the declared image. */
export function imagesInUse<I extends PartImages<I>>(
  declared: I,
  imageName: ImageName,
  images: Readonly<Record<string, string>>,
): I {
  return Object.fromEntries(entries(declared).map(([part, image]) => [part, images[imageName(part)] ?? image])) as I;
}

function entries<I extends PartImages<I>>(images: I): [part: string, image: string][] {
  return Object.entries(images) as [string, string][];
}
