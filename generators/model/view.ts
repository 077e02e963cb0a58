import { fleetView } from './fleetView.ts';
import { groupOf } from './resource.ts';
import type { Built, ClusterView } from './rule.ts';
import type { Cluster } from './settings/index.ts';

/**
 * The facts of a view besides its objects. Default: Argo CD syncs the cluster, each app with objects has a folder, none
 * is retiring or waits, nobody knows the domain, and there is no other cluster.
 */
export type ViewFacts = Partial<Pick<ClusterView, 'synced' | 'apps' | 'retiring' | 'waiting' | 'domain' | 'fleet'>>;

/** Indexes the objects of one cluster: every query of a rule is one look-up. Keeps the order of `built`. */
export function viewOf(
  environment: string,
  cluster: Cluster,
  built: readonly Built[],
  { synced = true, apps, retiring = new Set(), waiting = new Set(), domain, fleet }: ViewFacts = {},
): ClusterView {
  const byKind = new Map<string, Built[]>();
  const byName = new Map<string, Built>();
  for (const one of built) {
    const { kind, metadata } = one.resource;
    add(byKind, kind, one);
    add(byKind, `${groupOf(one.resource)}/${kind}`, one);
    const name = nameKey(kind, metadata.namespace ?? '', metadata.name);
    // The first of two objects with one identity: the duplicate is a finding of its own.
    if (!byName.has(name)) byName.set(name, one);
  }
  const view: ClusterView = {
    environment,
    cluster,
    all: built,
    synced,
    domain,
    apps: apps ?? new Set(built.map(({ app }) => app)),
    retiring,
    waiting,
    get fleet() {
      return fleet ?? fleetView([view]);
    },
    ofKind: (kind, group) => byKind.get(group === undefined ? kind : `${group}/${kind}`) ?? [],
    find: (kind, namespace, name) => byName.get(nameKey(kind, namespace, name)),
  };
  return view;
}

/** Views of all clusters of a fleet in one state, by whatever names them: each sees the others. */
export function together<K>(views: readonly (readonly [K, ClusterView])[]): ReadonlyMap<K, ClusterView> {
  const members: ClusterView[] = [];
  const fleet = fleetView(members);
  members.push(...views.map(([, view]) => ({ ...view, fleet })));
  return new Map(views.map(([key, view], index) => [key, members[index] ?? view]));
}

function add(index: Map<string, Built[]>, key: string, one: Built): void {
  const members = index.get(key);
  if (members) members.push(one);
  else index.set(key, [one]);
}

function nameKey(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}
