import { type Version, versionIn } from '../../../generators/model/versions.ts';

/** The version with which the tag of an image begins; `undefined` where it begins with none. */
export function versionOf(image: string): Version | undefined {
  return versionIn(/:([^:/]+)$/.exec(image.replace(/@.*$/, ''))?.[1] ?? '');
}

/** A version for people: `17.11`. */
export function showVersion(version: Version): string {
  return version.join('.');
}
