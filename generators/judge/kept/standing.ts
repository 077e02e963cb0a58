import { keySum } from '../../kept/keySum.ts';
import type { Resource } from '../../model/resource.ts';
import type { Built } from '../../model/rule.ts';
import type { Builds, OverlayTarget } from './builds.ts';

/** The objects of one cluster, in one state. */
export interface Standing {
  /** A name of exactly these objects, in this order. */
  readonly identity: string;
  /** Reads or renders them, at each call anew: the objects of a fleet are not in memory together. */
  objects(): readonly Built[];
}

/** Where the objects of one folder come from. */
export interface FolderSource {
  readonly identity: string;
  /** Whether it does not build: then it has no objects. */
  readonly isBroken: boolean;
  objects(): readonly Resource[];
}

/** What was built of a folder that is ensured. */
export const builtSource = (builds: Builds, target: OverlayTarget): FolderSource => ({
  identity: builds.identityOf(target),
  isBroken: !builds.isKept(target) && builds.read(target).error !== undefined,
  objects: () => builds.read(target).objects,
});

/** The objects of the folders of apps, one after the other. */
export function standingOf(sources: readonly (FolderSource & { readonly app: string })[]): Standing {
  return {
    identity: keySum(sources.map(({ app, identity }) => [app, identity])),
    objects: () => sources.flatMap((one) => one.objects().map((resource) => ({ resource, app: one.app }))),
  };
}
