/** A version as numbers, most important first. */
export type Version = readonly number[];

/** The version with which a text begins, like a tag or `v1.2.3`; `undefined` where it begins with none. */
export function versionIn(text: string): Version | undefined {
  const numbers = /^v?(\d+(?:\.\d+)*)(?=$|[._+-])/.exec(text)?.[1];
  return numbers?.split('.').map(Number);
}

/** Below 0 where the first is the older one, 0 where they are the same. A number that is missing is 0. */
export function compareVersions(a: Version, b: Version): number {
  const index = Array.from({ length: Math.max(a.length, b.length) }, (_, at) => at).find(
    (at) => (a[at] ?? 0) !== (b[at] ?? 0),
  );
  return index === undefined ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
