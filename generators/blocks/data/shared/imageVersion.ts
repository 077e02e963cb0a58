import type { SettingsMistake } from '../../../model/app.ts';
import { Failure } from '../../../model/finding.ts';

/**
 * The version that the tag of an image begins with, `5.0.6`: some operators have to be told it beside the image.
 * @param program the noun for messages: `Cassandra`
 * @throws Failure when the tag does not begin with a version
 */
export function imageVersion(image: string, program: string): string {
  const version = versionIn(image);
  if (version !== undefined) return version;
  throw new Failure(saying(image, program), fix);
}

/**
 * Mistakes in images whose tags begin with no version.
 * @param images those in use, by their names in `images.yaml`
 * @param names of the images whose versions are needed
 */
export function versionMistakes(
  images: Readonly<Record<string, string>>,
  names: readonly string[],
  program: string,
): SettingsMistake[] {
  return names.flatMap((name) => {
    const image = images[name] ?? '';
    if (versionIn(image) !== undefined) return [];
    return [{ code: 'image-without-version', of: 'images', path: [name], message: `${saying(image, program)}.`, fix }];
  });
}

const versionIn = (image: string) => /:([0-9]+\.[0-9]+\.[0-9]+)/.exec(image)?.[1];

const saying = (image: string, program: string) =>
  `The tag of the image ${image} does not begin with a version of ${program}`;

const fix = 'Name an image in images.yaml whose tag does, such as 4.1.11: the operator has to be told the version.';
