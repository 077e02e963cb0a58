import { keySum } from '../../kept/keySum.ts';
import { lastUsed } from '../../kept/lastUsed.ts';
import type { Resource } from '../../model/resource.ts';
import type { Built } from '../../model/rule.ts';
import type { Builds, OverlayTarget } from './builds.ts';

/** The objects of one cluster, in one state. */
export interface Standing {
  /** A name of exactly these objects, in this order. */
  readonly identity: string;
  /** Reads or renders them: the objects of a fleet are not in memory together. */
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
  const identity = keySum(sources.map(({ app, identity: own }) => [app, own]));
  const read = () => sources.flatMap((one) => one.objects().map((resource) => ({ resource, app: one.app })));
  return { identity, objects: () => lastObjects(identity, read) };
}

/** The objects of the standings that were read last, by their identity: several in a row ask for one cluster. */
export const lastObjects = lastUsed<readonly Built[]>(3);
