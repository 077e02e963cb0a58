/** A version as numbers, most important first. */
export type Version = readonly number[];

/** The version with which the tag of an image begins; `undefined` where it begins with none. */
export function versionOf(image: string): Version | undefined {
  return versionIn(/:([^:/]+)$/.exec(image.replace(/@.*$/, ''))?.[1] ?? '');
}

/** The version with which a text begins, such as a tag; `undefined` where it begins with none. */
export function versionIn(tag: string): Version | undefined {
  const numbers = /^v?(\d+(?:\.\d+)*)(?=$|[._+-])/.exec(tag)?.[1];
  return numbers?.split('.').map(Number);
}

/** Below 0 where the first is the older one, 0 where they are the same. A number that is missing is 0. */
export function compareVersions(a: Version, b: Version): number {
  const index = Array.from({ length: Math.max(a.length, b.length) }, (_, at) => at).find(
    (at) => (a[at] ?? 0) !== (b[at] ?? 0),
  );
  return index === undefined ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

/** A version for people: `17.11`. */
export function showVersion(version: Version): string {
  return version.join('.');
}
