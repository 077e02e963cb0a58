import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { LinkedCluster } from './clusters.ts';

/** Findings for what running apps say is wrong with their settings: at the key of the cluster where it sets one. */
export function checkMistakes(fleet: Fleet, { environment, cluster, graph }: LinkedCluster): Finding[] {
  const index = environment.settings.clusters.indexOf(cluster);
  return [...graph.values()].flatMap(({ app, inputs }) =>
    (app.mistakes?.(inputs) ?? []).map(({ path: [key = '', ...path], ...mistake }): Finding => {
      const isOwn = cluster.apps?.[app.name]?.[key] !== undefined;
      const place = [...(isOwn ? ['clusters', index] : []), 'apps', app.name, key, ...path];
      return {
        severity: 'error',
        ...mistake,
        at: fleet.locate(environment.file, place),
        in: { environment: environment.name, cluster: cluster.name, app: app.name },
      };
    }),
  );
}
