import { type App, hasSharedData, providesData } from '../model/app.ts';
import type { ContractEdge, Edge } from '../model/edge.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { AppSettings } from '../model/inputs.ts';
import type { ContractSettings } from '../model/settings/index.ts';
import { resolveContract, resolveSettings } from '../model/settings/resolve.ts';
import { clusterAt, imagesAt, type Level, settingsAt } from './level.ts';
import { replicationAt } from './replication.ts';
import { isGoing, isRetiring } from './retiring.ts';

/** The apps of a level, and the provider of each contract there. */
export interface Running {
  /** With their settings, in the order of the catalogue. */
  readonly apps: ReadonlyMap<App, AppSettings>;
  /** Settings of every app of the catalogue, running or not. */
  readonly settings: ReadonlyMap<App, AppSettings>;
  /** Settings of each contract that has a provider, by its name. */
  readonly contracts: ReadonlyMap<string, ContractSettings>;
  /** The app that provides a contract inside the cluster, by the contract's name. */
  readonly providers: ReadonlyMap<string, App>;
  /** Apps that are switched on and wait on this standby cluster, with the reason. */
  readonly waiting: ReadonlyMap<App, string>;
  /** Apps that are switched on and run with other gateways than this cluster's. */
  readonly otherGateway: readonly App[];
  /** Apps in `state: retiring` in this cluster: they must not run any more. */
  readonly retiring: readonly App[];
}

/**
 * An app runs where it is switched on, and a provider where it is chosen; a base and an environment have every app that
 * a layer above them may need. A standby cluster lacks the apps that need the active one: providers without a read-only
 * copy, apps that write to data that is read-only here, and apps that call those. A cluster lacks the apps that run
 * with other gateways than its own, or with a contract that nobody provides there.
 */
export function runningAt(catalogue: Catalogue, level: Level): Running {
  const settings = new Map(
    catalogue.apps.map((app) => [app, resolveSettings(app, ...settingsAt(level, 'apps', app.name))]),
  );
  const contracts = new Map<string, ContractSettings>();
  for (const contract of catalogue.contracts) {
    const resolved = resolveContract(contract, ...settingsAt(level, 'data', contract.name)).settings;
    if (resolved) contracts.set(contract.name, resolved);
  }
  const isChosen = ({ provides }: App) =>
    provides !== undefined && contracts.get(provides.contract.name)?.provider === provides.provider;
  const providers = new Map(catalogue.apps.filter(isChosen).map((app) => [app.provides?.contract.name ?? '', app]));
  const isProvided = ({ onlyWith }: App) => onlyWith === undefined || contracts.has(onlyWith.name);
  const isWanted = (app: App) =>
    app.provides ? isChosen(app) : isProvided(app) && settings.get(app)?.enabled !== false;
  const isOn = (app: App) => {
    if (level.layer === 'base') return true;
    if (level.layer === 'environment') return level.apps.has(app);
    return isWanted(app) && !isGoing(level) && (app.provides !== undefined || !isRetiring(app, level));
  };
  const on = catalogue.apps.filter(isOn);
  const otherGateway = on.filter(
    ({ gateways }) => level.layer === 'cluster' && gateways?.includes(level.cluster.gateway) === false,
  );
  const here = on.filter((app) => !otherGateway.includes(app));
  const waiting = level.layer === 'cluster' ? waitingOf(here, providers, level) : new Map<App, string>();
  const apps = here.filter((app) => !waiting.has(app));
  const isLeaving = (app: App) => isRetiring(app, level) || (isGoing(level) && isWanted(app));
  const retiring = catalogue.apps.filter((app) => isLeaving(app) && !on.includes(app));
  const running = new Map(apps.map((app) => [app, settings.get(app) ?? {}]));
  return { apps: running, settings, contracts, providers, waiting, otherGateway, retiring };
}

/**
 * Apps that cannot run because data is read-only or absent, computed until no further app has to wait: on a standby
 * cluster, and on an active one during the handover of a database.
 */
function waitingOf(
  apps: readonly App[],
  providers: ReadonlyMap<string, App>,
  level: Extract<Level, { layer: 'cluster' }>,
): Map<App, string> {
  const isStandby = clusterAt(level).role === 'standby';
  const isHandedOver = (app: App) => (replicationAt(app, level)?.primary ?? level.cluster.name) !== level.cluster.name;
  const unwritable = new Set(
    [...providers.values()].filter((app) => hasSharedData(app) && (isStandby || isHandedOver(app))),
  );
  const waiting = new Map<App, string>();
  if (unwritable.size === 0) return waiting;
  for (const app of unwritable) {
    if (app.provides?.onStandby === 'absent')
      waiting.set(app, `${app.provides.contract.name} is on the active cluster alone`);
  }
  for (let before = -1; before !== waiting.size; ) {
    before = waiting.size;
    const names = new Set([...waiting.keys()].map(({ name }) => name));
    for (const app of apps) {
      if (waiting.has(app)) continue;
      for (const edge of edgesAt(app, level)) {
        const called = edge.to === 'issuer' ? providers.get(edge.contract.name)?.name : nameOf(edge);
        const why =
          called !== undefined && !('optional' in edge) && names.has(called)
            ? `it calls ${called}, which waits too`
            : 'contract' in edge && !providesData(app)
              ? lacks(edge, providers.get(edge.contract.name), unwritable)
              : undefined;
        if (why) waiting.set(app, why);
      }
    }
  }
  return waiting;
}

const nameOf = (edge: Edge): string | undefined => (edge.to === 'app' ? edge.app.name : undefined);

/** The edges of an app and of its jobs: it waits as well where a job of it would write what is read-only. */
function edgesAt(app: App, level: Level): Edge[] {
  const jobs = app.jobs?.(imagesAt(level, app.images)) ?? [];
  return [app, ...jobs].flatMap(({ uses }) => Object.values(uses));
}

/** The reason why an edge to a contract has no provider that it can use; undefined where it has one. */
function lacks(edge: ContractEdge, provider: App | undefined, unwritable: ReadonlySet<App>): string | undefined {
  if (!provider?.provides || !unwritable.has(provider)) return undefined;
  const { name } = edge.contract;
  if (provider.provides.onStandby === 'absent') return `${name} is on the active cluster alone`;
  return 'access' in edge && edge.access === 'read-only' ? undefined : `${name} is read-only here`;
}
