import type { Scope } from '../model/finding.ts';
import type { Cause } from './causes/causesOf.ts';
import { type Consequence, rankOf } from './dangers/consequence.ts';
import type { Explained } from './diff.ts';
import type { ObjectChange } from './objects/objectChanges.ts';

/** What happens to objects, alike in several places. */
export interface Said extends Pick<ObjectChange, 'kind' | 'namespace' | 'fields'> {
  /** `Kind/name` of each. */
  readonly objects: readonly string[];
  readonly consequences: readonly Consequence[];
}

/** The changes of apps that are the same in some places, said once. */
export interface ChangeBlock {
  readonly apps: readonly string[];
  /** `environment/cluster`; an environment for what holds in all of it, `hub` for what the hub gets. */
  readonly places: readonly string[];
  readonly said: readonly Said[];
  readonly causes: readonly Cause[];
  /** The rank of the worst that follows. */
  readonly rank: number;
}

/**
 * Joins changes that are the same: first of one object in several places, then of several objects of one kind, then of
 * several apps. The most dangerous come first, then apps by name.
 */
export function blocksOf(changes: readonly Explained[]): readonly ChangeBlock[] {
  const objects = join(
    changes.map((change) => ({
      ...change,
      apps: [change.in.app ?? ''],
      objects: [change.object],
      places: [placeOf(change.in)],
    })),
    ({ apps, objects, ...same }) => [apps, objects, alike(same)],
  );
  // What is added or deleted has a name of its own; what changes in one way is of one kind.
  const kinds = join(objects, ({ apps, kind, objects: names, places, ...same }) => [
    places,
    kind === 'changed' ? names.map((name) => name.split('/')[0]) : [names, apps],
    alike({ kind, ...same }),
  ]);
  const blocks = Map.groupBy(kinds, ({ apps, places }) => JSON.stringify([apps, places]));
  return [...blocks.values()]
    .map(blockOf)
    .sort(
      (a, b) => a.rank - b.rank || compare(a.apps.join(), b.apps.join()) || compare(a.places.join(), b.places.join()),
    );
}

/** A change of some objects of some apps in some places. */
type Wide = Pick<Explained, 'kind' | 'namespace' | 'fields' | 'consequences' | 'causes'> &
  Pick<ChangeBlock, 'apps' | 'places'> &
  Pick<Said, 'objects'>;

const alike = ({ kind, namespace, fields, consequences, causes }: Omit<Wide, 'apps' | 'places' | 'objects'>) => {
  return [kind, kind === 'changed' ? '' : namespace, fields, consequences, causes];
};

/** Makes one of those with the same key: with the apps, objects and places of all, sorted. */
function join(changes: readonly Wide[], key: (change: Wide) => unknown): readonly Wide[] {
  return [...Map.groupBy(changes, (change) => JSON.stringify(key(change))).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { kind, namespace, fields, consequences, causes } = first;
    const all = (part: 'apps' | 'objects' | 'places') => [...new Set(group.flatMap((one) => one[part]))].sort(compare);
    const isOne = group.every((one) => one.namespace === namespace);
    return [
      {
        kind,
        ...(namespace === undefined || !isOne ? {} : { namespace }),
        fields,
        consequences,
        causes,
        apps: all('apps'),
        objects: all('objects'),
        places: all('places'),
      },
    ];
  });
}

function blockOf(changes: readonly Wide[]): ChangeBlock {
  const said = changes
    .map(({ kind, objects, namespace, fields, consequences }) => {
      return { kind, objects, ...(namespace === undefined ? {} : { namespace }), fields, consequences };
    })
    .sort((a, b) => rankIn(a) - rankIn(b) || compare(a.objects.join(), b.objects.join()));
  const causes = new Map(changes.flatMap((change) => change.causes).map((cause) => [JSON.stringify(cause), cause]));
  const [{ apps = [], places = [] } = {}] = changes;
  return { apps, places, said, causes: [...causes.values()], rank: Math.min(...said.map(rankIn)) };
}

const rankIn = ({ consequences }: Pick<Said, 'consequences'>) =>
  Math.min(rankOf(undefined), ...consequences.map(({ danger }) => rankOf(danger)));

function placeOf({ environment, cluster }: Scope): string {
  return [environment, cluster].filter(Boolean).join('/') || 'hub';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
