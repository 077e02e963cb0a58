import type { Scope } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { chartVersion } from './dangers/chartVersion.ts';
import type { Consequence, FolderState } from './dangers/consequence.ts';
import { deletes } from './dangers/deletes.ts';
import { opensNetwork } from './dangers/opens.ts';
import { publishes } from './dangers/publishes.ts';
import { restarts } from './dangers/restarts.ts';
import { weakens } from './dangers/weakens.ts';
import { widens } from './dangers/widens.ts';
import { type ObjectChange, objectChanges } from './objects/objectChanges.ts';
import type { Objects } from './trees/build.ts';
import { scopeOf } from './trees/folders.ts';

/** What happens to one object in one place, and what follows from it. */
export interface PlacedChange extends ObjectChange {
  /** The folder or file of Argo CD that it comes from. */
  readonly path: string;
  readonly in: Scope;
  readonly consequences: readonly Consequence[];
}

const readings = [deletes, weakens, opensNetwork, widens, publishes, restarts, chartVersion];

/** The changes between two trees, place by place: of the paths that either of them has. */
export function changesBetween(before: Objects, after: Objects): readonly PlacedChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) =>
    objectChanges(before.get(path) ?? [], after.get(path) ?? []).map((change) => ({
      ...change,
      path,
      in: scopeOf(path),
      consequences: readings.flatMap((reading) => reading(change, stateOf(after.get(path)))),
    })),
  );
}

function stateOf(objects: readonly Resource[] | undefined): FolderState {
  if (!objects) return 'gone';
  return objects.length === 0 ? 'emptied' : 'kept';
}
