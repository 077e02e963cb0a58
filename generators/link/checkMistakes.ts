import type { App, SettingsMistake } from '../model/app.ts';
import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Position } from '../model/position.ts';
import type { LinkedCluster } from './clusters.ts';
import { ofDeclaration } from './ofDeclaration.ts';

/**
 * Findings for what running apps say is wrong with their settings and images: at the key of the cluster where it sets
 * one, else of the environment; of an image that no `images.yaml` names, in the file that declares it.
 */
export function checkMistakes(fleet: Fleet, linked: LinkedCluster): Finding[] {
  const { environment, cluster, graph } = linked;
  return [...graph.values()].flatMap(({ app, inputs }) =>
    ofDeclaration(app, 'its sizes', () => app.mistakes?.(inputs) ?? []).map(
      ({ of, path, ...mistake }): Finding => ({
        severity: 'error',
        ...mistake,
        at: placeOf({ of, path }, app, fleet, linked),
        in: { environment: environment.name, cluster: cluster.name, app: app.name },
      }),
    ),
  );
}

function placeOf(
  { of, path: [key = '', ...path] }: { readonly of: SettingsMistake['of'] | undefined } & Pick<SettingsMistake, 'path'>,
  app: App,
  { locate }: Fleet,
  { environment, cluster }: LinkedCluster,
): Position {
  if (of === 'images') {
    const isNamed = environment.images[key] !== undefined;
    return isNamed ? locate(environment.imagesFile, ['images', key]) : { file: app.source, line: 1, column: 1 };
  }
  const isOwn = cluster.apps?.[app.name]?.[key] !== undefined;
  const inCluster = isOwn ? ['clusters', environment.settings.clusters.indexOf(cluster)] : [];
  return locate(environment.file, [...inCluster, 'apps', app.name, key, ...path]);
}
