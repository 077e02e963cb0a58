import type { App } from '../model/app.ts';
import type { Cluster } from '../model/settings/index.ts';
import { type Level, settingsAt } from './level.ts';

/** Whether the settings of an app set `state: retiring`. */
export function isRetiring(app: App, level: Level): boolean {
  return settingsAt(level, 'apps', app.name).findLast((layer) => layer.state !== undefined)?.state === 'retiring';
}

/** Whether a cluster is in `state: retiring`: then so is every app in it. */
export function isGoing(level: Level): boolean {
  return level.layer === 'cluster' && level.cluster.state === 'retiring';
}

/** Level of the same cluster without any `state: retiring`. */
export function unretired({ environment, cluster }: ClusterLevel): ClusterLevel {
  const { state: _, ...here } = { ...cluster, ...withoutStates(cluster.apps) };
  const settings = { ...environment.settings, ...withoutStates(environment.settings.apps) };
  const clusters = settings.clusters.map((one) => (one === cluster ? (here as Cluster) : one));
  return {
    layer: 'cluster',
    environment: { ...environment, settings: { ...settings, clusters } },
    cluster: here as Cluster,
  };
}

type ClusterLevel = Extract<Level, { layer: 'cluster' }>;

function withoutStates(apps: Cluster['apps']): Pick<Cluster, 'apps'> {
  if (!apps) return {};
  return { apps: Object.fromEntries(Object.entries(apps).map(([name, { state: _, ...rest }]) => [name, rest])) };
}
