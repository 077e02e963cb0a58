import { type TObject, Type } from 'typebox';
import { closed } from './scalars.ts';

/** `overlays/<environment>/images.yaml`: images by their name in the catalogue. Pipelines and bots write it. */
export interface ImagesSettings {
  readonly images: Readonly<Record<string, string>>;
}

const tagged = '[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}';
const digest = '@sha256:[a-f0-9]{64}';

/**
 * A reference with a tag and optionally a digest; the grammar is that of the OCI distribution specification,
 * with the registry spelled out.
 */
export const imagePattern = `^${tagged}(${digest})?$`;

/** A reference with a tag and a digest. */
export const pinnedImagePattern = `^${tagged}${digest}$`;

/** The schema of `images.yaml` for a catalogue. */
export function imagesSettings(apps: readonly Pick<ImagesSettings, 'images'>[]): TObject {
  const image = Type.String({
    pattern: imagePattern,
    title: 'registry/name:tag@sha256:digest',
    description: 'Container image, pinned by tag and digest.',
  });
  const names = [...new Set(apps.flatMap((app) => Object.keys(app.images)))].sort();
  return Type.Object(
    {
      images: Type.Object(Object.fromEntries(names.map((name) => [name, Type.Optional(image)])), {
        ...closed,
        description: 'Images by name. What is not named here is what the app itself declares.',
      }),
    },
    { ...closed, title: 'Container images of one environment' },
  );
}
