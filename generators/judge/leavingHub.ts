import type { LinkedCluster } from '../link/clusters.ts';
import type { Finding } from '../model/finding.ts';
import { type Fleet, isSynced } from '../model/fleet.ts';
import type { Before } from './revision/before.ts';

/**
 * Findings about clusters that Argo CD got from the base revision and gets no more: `synced: false`, or the cluster is
 * gone. Their files in `argocd/` vanish, but the root Application prunes nothing, so the objects on the hub go on syncing
 * until a person deletes them. One for each environment; a person may have meant it: it is a warning.
 */
export function clustersLeavingHub(
  { settings, environments, locate }: Fleet,
  clusters: readonly Pick<LinkedCluster, 'environment' | 'cluster'>[],
  before: Pick<Before, 'clusters' | 'unsynced'>,
): Finding[] {
  if (!settings.hub) return [];
  const here = new Set(
    clusters.flatMap(({ environment, cluster }) =>
      isSynced(environment) ? [`${environment.name}/${cluster.name}`] : [],
    ),
  );
  const left = [...before.clusters.keys()]
    .map((key) => key.split('/') as [string, string])
    .filter(([environment, cluster]) => !before.unsynced.has(environment) && !here.has(`${environment}/${cluster}`));
  return [...Map.groupBy(left, ([environment]) => environment)].map(([name, members]) => {
    const names = members.map(([, cluster]) => cluster).join(', ');
    const environment = environments.find((one) => one.name === name);
    const file = `overlays/${name}/environment.yaml`;
    return {
      code: 'cluster-leaves-hub',
      severity: 'warning',
      message: `Argo CD no longer gets ${names} from here, and what it has on the hub goes on syncing: nothing there is pruned.`,
      fix: 'If that is meant, delete its ApplicationSets, Applications and Secret on the hub by hand after the merge (docs/argocd.md, "Take a cluster from the hub").',
      at: environment ? locate(file, [isSynced(environment) ? 'clusters' : 'synced']) : { file, line: 1, column: 1 },
      in: { environment: name },
    };
  });
}
