import type { Announced, Announcement, ClusterView, FleetView } from './rule.ts';

/** The clusters of a fleet whose objects are all in memory. @param members may be filled in after the call */
export function fleetView(members: readonly ClusterView[]): FleetView {
  const known = new Map<Announcement, ReadonlyMap<string, readonly Announced[]>>();
  return {
    at: (environment, name) => members.find((one) => one.environment === environment && one.cluster.name === name),
    announced(what, key) {
      const index = known.get(what) ?? indexOf(members.map((one) => ({ from: one, said: what.of(one) })));
      known.set(what, index);
      return index.get(key) ?? [];
    },
  };
}

/** What clusters announce, by key. */
export function indexOf(
  all: readonly {
    readonly from: Pick<ClusterView, 'environment' | 'cluster'>;
    readonly said: Iterable<readonly [key: string, text: string]>;
  }[],
): ReadonlyMap<string, readonly Announced[]> {
  const index = new Map<string, Announced[]>();
  for (const { from, said } of all) {
    for (const [key, text] of said) {
      const one = { environment: from.environment, cluster: from.cluster.name, text };
      const listed = index.get(key);
      if (listed) listed.push(one);
      else index.set(key, [one]);
    }
  }
  return index;
}
