import type { App } from '../model/app.ts';
import type { Environment } from '../model/fleet.ts';
import type { AppCampaign, ClusterFacts, Inputs } from '../model/inputs.ts';
import type { Cluster } from '../model/settings/index.ts';
import { referenceCluster, referenceEnvironment } from './reference.ts';

/**
 * The level that an app is rendered for: with defaults alone, with an environment's settings, or for a real cluster.
 */
export type Level =
  | { readonly layer: 'base' }
  /** `apps`: those that any cluster of the environment runs, also where the environment itself switches them off. */
  | { readonly layer: 'environment'; readonly environment: Environment; readonly apps: ReadonlySet<App> }
  | { readonly layer: 'cluster'; readonly environment: Environment; readonly cluster: Cluster };

/** Settings of one kind, lowest layer first. */
export function settingsAt(level: Level, kind: 'apps' | 'data', name: string): Readonly<Record<string, unknown>>[] {
  if (level.layer === 'base') return [];
  const layers = [level.environment.settings[kind]?.[name]];
  if (level.layer === 'cluster') layers.push(level.cluster[kind]?.[name]);
  return layers.filter((layer) => layer !== undefined);
}

export function environmentAt(level: Level): Inputs['environment'] {
  if (level.layer === 'base') return referenceEnvironment;
  const { name, settings } = level.environment;
  const { domain, secretPrefix, dns } = settings;
  return { name, domain, secretPrefix, ...(dns && { dns }) };
}

/** The facts of a cluster, defaults filled in. */
export function clusterAt(level: Level): ClusterFacts {
  if (level.layer !== 'cluster') return referenceCluster;
  const { apps: _apps, data: _data, ...facts } = level.cluster;
  const { provided = [], privateEndpoints = [], identities = {} } = facts;
  return { ...facts, provided, privateEndpoints, identities } as ClusterFacts;
}

export function imagesAt(level: Level, defaults: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (level.layer === 'base') return defaults;
  const { images } = level.environment;
  return Object.fromEntries(Object.entries(defaults).map(([name, image]) => [name, images[name] ?? image]));
}

/** The campaigns that name an app: those of its environment. */
export function campaignsAt(level: Level, app: string): readonly AppCampaign[] {
  if (level.layer === 'base') return [];
  return (level.environment.settings.campaigns ?? []).flatMap(
    ({ name, from, until, timeZone = 'UTC', audience, apps }) => {
      const min = apps[app];
      return min === undefined
        ? []
        : [{ name, from, until, timeZone, min, ...(audience !== undefined && { audience }) }];
    },
  );
}
