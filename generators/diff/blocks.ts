import type { Scope } from '../model/finding.ts';
import type { Cause } from './causes/causesOf.ts';
import { type Consequence, rankOf } from './dangers/consequence.ts';
import type { Explained } from './diff.ts';
import type { ObjectChange } from './objects/objectChanges.ts';

/** What happens to one object, alike in several places. */
export interface Said extends Pick<ObjectChange, 'kind' | 'object' | 'namespace' | 'fields'> {
  readonly consequences: readonly Consequence[];
}

/** The changes of one app that are the same in some places, said once. */
export interface Block {
  readonly app: string;
  /** `environment/cluster`; an environment for what holds in all of it, `hub` for what the hub gets. */
  readonly places: readonly string[];
  readonly objects: readonly Said[];
  readonly causes: readonly Cause[];
  /** The rank of the worst that follows. */
  readonly rank: number;
}

/** Joins changes that are the same in several places. The most dangerous come first, then apps by name. */
export function blocksOf(changes: readonly Explained[]): readonly Block[] {
  const alike = Map.groupBy(changes, ({ kind, object, namespace, fields, consequences, causes, in: { app } }) =>
    JSON.stringify([app, kind, object, namespace, fields, consequences, causes]),
  );
  const groups = [...alike.values()].map((group) => ({ group, places: placesOf(group.map(({ in: where }) => where)) }));
  const blocks = Map.groupBy(groups, ({ group: [first], places }) => JSON.stringify([first?.in.app, places]));
  return [...blocks.values()]
    .map((members) =>
      blockOf(
        members.flatMap(({ group: [first] }) => (first ? [first] : [])),
        members[0]?.places ?? [],
      ),
    )
    .sort((a, b) => a.rank - b.rank || compare(a.app, b.app) || compare(a.places.join(), b.places.join()));
}

function blockOf(changes: readonly Explained[], places: readonly string[]): Block {
  const objects = changes
    .map(({ kind, object, namespace, fields, consequences }) => {
      return { kind, object, ...(namespace === undefined ? {} : { namespace }), fields, consequences };
    })
    .sort((a, b) => rankIn(a) - rankIn(b) || compare(a.object, b.object));
  const causes = new Map(changes.flatMap((change) => change.causes).map((cause) => [JSON.stringify(cause), cause]));
  return {
    app: changes[0]?.in.app ?? '',
    places,
    objects,
    causes: [...causes.values()],
    rank: Math.min(...objects.map(rankIn)),
  };
}

const rankIn = ({ consequences }: Pick<Said, 'consequences'>) =>
  Math.min(rankOf(undefined), ...consequences.map(({ danger }) => rankOf(danger)));

function placesOf(scopes: readonly Scope[]): readonly string[] {
  const names = scopes.map(({ environment, cluster }) => [environment, cluster].filter(Boolean).join('/') || 'hub');
  return [...new Set(names)].sort(compare);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
