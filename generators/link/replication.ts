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
  if (level.layer !== 'cluster') return undefined;
  const copies = copiesOf(app, level.environment);
  const active = copies.find(({ cluster }) => cluster.role === 'active');
  const here = copies.find(({ cluster }) => cluster.name === level.cluster.name);
  if (!active || !here || !hasStandby(copies)) return undefined;
  if (here !== active) return { primary: active.cluster.name, source: active };
  const others = copies.filter((copy) => copy !== here);
  const called = (name: string | undefined) => others.find(({ cluster }) => cluster.name === name);
  const { to, from } = app.provides?.handover?.(here.settings) ?? {};
  const successor = called(to);
  if (successor) return { primary: successor.cluster.name, source: successor };
  const previous = called(from) ?? others[0];
  return previous && { primary: here.cluster.name, source: previous };
}

export function hasStandby(copies: readonly Copy[]): boolean {
  return copies.some(({ cluster }) => cluster.role === 'standby');
}

/** The clusters of an environment that have a copy of a provider's data, in the order of its settings. */
export function copiesOf(app: App, environment: Environment): readonly Copy[] {
  return app.provides?.onStandby === 'replica' ? chosenIn(app, environment) : [];
}

/** The clusters of an environment whose settings choose a provider, in their order. */
export function chosenIn(app: App, environment: Environment): readonly Copy[] {
  const known = chosen.get(environment) ?? new Map<App, readonly Copy[]>();
  chosen.set(environment, known);
  const found = known.get(app) ?? findChosen(app, environment);
  known.set(app, found);
  return found;
}

/** Cache: they are the same for every cluster of an environment. */
const chosen = new WeakMap<Environment, Map<App, readonly Copy[]>>();

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
