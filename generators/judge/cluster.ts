import type { LinkedCluster } from '../link/clusters.ts';
import type { Parked } from '../link/parked.ts';
import { referenceCluster } from '../link/reference.ts';
import type { Finding } from '../model/finding.ts';
import { isSynced, type Locate } from '../model/fleet.ts';
import type { Standing } from './kept/standing.ts';
import type { Member } from './kept/watchedFleet.ts';
import type { Before } from './revision/before.ts';
import { routeFeatures } from './routeFeatures.ts';

/** What the declarations of a cluster's apps say of it, before any object is looked at. */
export function declaredFindings({ environment, cluster, graph, overlays }: LinkedCluster, locate: Locate): Finding[] {
  const notes = overlays.flatMap(({ app }) => {
    const linked = graph.get(app);
    const where = { environment: environment.name, cluster: cluster.name, app };
    return (linked?.app.notes(linked.inputs) ?? []).map((message): Finding => {
      return { code: 'app-note', severity: 'note', message, fix: `See ${linked?.app.source}.`, in: where };
    });
  });
  return [...notes, ...routeFeatures(graph.values(), { environment, cluster, locate })];
}

/** The clusters of the base revision, with the facts that they have now: those of then are unknown. */
export function membersBefore(
  clusters: readonly LinkedCluster[],
  before: Pick<Before, 'clusters' | 'unsynced'> | undefined,
): readonly Member[] {
  const now = new Map(clusters.map(({ environment, cluster }) => [`${environment.name}/${cluster.name}`, cluster]));
  return [...(before?.clusters ?? [])].map(([key, standing]) => {
    const [environment = '', name = ''] = key.split('/');
    const cluster = now.get(key) ?? { ...referenceCluster, name };
    return { environment, cluster, facts: { synced: !before?.unsynced.has(environment) }, standing };
  });
}

/** A cluster among the others of the fleet, with the objects that it has. */
export const memberOf = (linked: LinkedCluster, standing: Standing): Member => ({
  environment: linked.environment.name,
  cluster: linked.cluster,
  facts: factsOf(linked),
  standing,
});

/** What is known of a cluster besides its objects. */
export function factsOf({ environment, overlays, parked }: LinkedCluster): Member['facts'] {
  const parkedAs = (why: Parked['why']) => new Set(parked.filter((one) => one.why === why).map(({ app }) => app.name));
  return {
    synced: isSynced(environment),
    domain: environment.settings.domain,
    apps: new Set(overlays.map(({ app }) => app)),
    retiring: parkedAs('retiring'),
    waiting: parkedAs('waiting'),
  };
}
