import type { App } from '../model/app.ts';
import type { Environment } from '../model/fleet.ts';
import type { Copy, Replication } from '../model/inputs.ts';
import { resolveContract, resolveSettings } from '../model/settings/resolve.ts';
import { clusterAt, type Level, settingsAt } from './level.ts';

/**
 * The replication of a provider's data in a cluster. The role of the clusters decides: the copy of the active cluster
 * is the primary, and all others replicate from it. Between the two steps of a switchover the primary is demoted: it
 * replicates from its successor, and the others still replicate from it. `undefined` where no other cluster has a copy.
 */
export function replicationAt(app: App, level: Level): Replication | undefined {
  if (level.layer !== 'cluster' || app.provides?.onStandby !== 'replica') return undefined;
  const { copies, byName, active: actives, standby } = chosenIn(app, level.environment);
  const active = byName.get(actives[0] ?? '');
  const here = byName.get(level.cluster.name);
  if (!active || !here || standby.length === 0) return undefined;
  if (here !== active) return { primary: active.cluster.name, source: active };
  const others = copies.filter((copy) => copy !== here);
  const called = (name: string | undefined) => others.find(({ cluster }) => cluster.name === name);
  const { to, from } = app.provides?.handover?.(here.settings) ?? {};
  const successor = called(to);
  if (successor) return { primary: successor.cluster.name, source: successor };
  const previous = called(from) ?? others[0];
  return previous && { primary: here.cluster.name, source: previous };
}

/** The clusters of an environment whose settings choose a provider, in the order of the settings. */
export interface ChosenCopies {
  readonly copies: readonly Copy[];
  readonly byName: ReadonlyMap<string, Copy>;
  /** Names of those that are active. */
  readonly active: readonly string[];
  readonly standby: readonly Copy[];
}

export function chosenIn(app: App, environment: Environment): ChosenCopies {
  const known = chosen.get(environment) ?? new Map<App, ChosenCopies>();
  chosen.set(environment, known);
  const found = known.get(app) ?? indexed(findChosen(app, environment));
  known.set(app, found);
  return found;
}

/** Cache: they are the same for every cluster of an environment. */
const chosen = new WeakMap<Environment, Map<App, ChosenCopies>>();

function indexed(copies: readonly Copy[]): ChosenCopies {
  return {
    copies,
    byName: new Map(copies.map((copy) => [copy.cluster.name, copy])),
    active: copies.flatMap(({ cluster: { name, role } }) => (role === 'active' ? [name] : [])),
    standby: copies.filter(({ cluster }) => cluster.role === 'standby'),
  };
}

function findChosen(app: App, environment: Environment): readonly Copy[] {
  const { provides } = app;
  if (!provides) return [];
  const { contract, provider } = provides;
  return environment.settings.clusters
    .map((cluster) => ({ layer: 'cluster', environment, cluster }) as const)
    .filter(
      (level) => resolveContract(contract, ...settingsAt(level, 'data', contract.name)).settings?.provider === provider,
    )
    .map((level) => ({
      cluster: clusterAt(level),
      settings: resolveSettings(app, ...settingsAt(level, 'apps', app.name)),
    }));
}
