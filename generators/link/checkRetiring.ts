import type { Finding } from '../model/finding.ts';
import type { Catalogue, Fleet } from '../model/fleet.ts';
import type { LinkedCluster } from './clusters.ts';
import { isRetiring } from './retiring.ts';

/** Checks that settings choose no provider in `state: retiring`: the apps that use it would have no provider. */
export function checkRetiring(
  { apps }: Catalogue,
  fleet: Fleet,
  { environment, cluster, graph }: LinkedCluster,
): Finding[] {
  const level = { layer: 'cluster', environment, cluster } as const;
  const path = ['clusters', environment.settings.clusters.indexOf(cluster), 'data'];
  return apps.flatMap((app): Finding[] => {
    if (!app.provides || !graph.has(app.name) || !isRetiring(app, level)) return [];
    const { contract } = app.provides;
    return [
      {
        code: 'retiring-in-use',
        severity: 'error',
        message: `${app.name} is retiring, and it is still the provider of ${contract.name} in ${cluster.name}.`,
        fix: `Name another provider under data.${contract.name}, or delete it there, in the same change.`,
        at: fleet.locate(environment.file, [...path, contract.name]),
        in: { environment: environment.name, cluster: cluster.name, app: app.name },
      },
    ];
  });
}
