import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An operator at one version in `tools/schemas.lock.json`: where the definitions of its kinds come from. */
export interface LockedComponent {
  readonly name: string;
  readonly version: string;
  /** The Helm chart that brings these kinds into a cluster. */
  readonly chart?: {
    readonly name: string;
    readonly version: string;
    /** The component's version in the chart, where that is another one, and why objects may be checked against this one. */
    readonly brings?: string;
    readonly why?: string;
  };
  /** Why its files cannot always be had. Without it, a kind that nobody could check is an error in CI. */
  readonly optional?: string;
  readonly files: readonly { readonly path: string; readonly kinds: readonly string[] }[];
}

/** The kinds, as `group/Kind`, whose definitions cannot always be had. */
export function optionalKinds(components: readonly LockedComponent[]): ReadonlySet<string> {
  return new Set(
    components.filter(({ optional }) => optional).flatMap(({ files }) => files.flatMap(({ kinds }) => kinds)),
  );
}

/** Path of the lock in a repository. */
export const schemasLock = 'tools/schemas.lock.json';

/** The components of a repository's lock. */
export function lockedComponents(root: string): readonly LockedComponent[] {
  const { components } = JSON.parse(readFileSync(join(root, schemasLock), 'utf8')) as { components: LockedComponent[] };
  return components;
}
