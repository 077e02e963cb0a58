import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { kindOf } from '../kubernetes/kind.ts';
import type { ByKind, System } from '../systems/system.ts';

/** What one member of a system says of one kind. */
type Said<M extends keyof System> = System[M] extends ByKind<infer T> ? T : never;

/** What systems say, by one of their members, of the kind of an object; `undefined` where none knows it so. */
export function said<M extends keyof System>(
  systems: readonly System[],
  member: M,
  { resource }: Built,
): Said<M> | undefined {
  const kind = kindOf(resource);
  return systems.find((system) => system[member][kind] !== undefined)?.[member][kind] as Said<M> | undefined;
}

/** The objects of a cluster of which systems say something by one of their members: by system, then by kind. */
export function saidOfAll<M extends keyof System>(
  systems: readonly System[],
  member: M,
  view: ClusterView,
): readonly { readonly built: Built; readonly say: Said<M> }[] {
  return systems.flatMap((system) =>
    Object.entries(system[member]).flatMap(([key, say]) => {
      const [group, kind = ''] = key.split('/');
      return view.ofKind(kind, group).map((built) => ({ built, say: say as Said<M> }));
    }),
  );
}
