import type { App } from '../model/app.ts';
import type { Edge } from '../model/edge.ts';
import type { Catalogue, Fleet } from '../model/fleet.ts';
import type { AppSettings, Caller, GraphSlice, Inputs, Use } from '../model/inputs.ts';
import { resolveContract, resolveSettings } from '../read/resolve.ts';
import { externalEndpoint } from './external.ts';
import { clusterAt, environmentAt, imagesAt, type Level, runsAt, settingsAt } from './level.ts';
import { referenceProvider } from './reference.ts';

/** An app as it stands at one level: all that `render` needs. */
export interface Linked {
  readonly app: App;
  readonly inputs: Inputs;
}

/** Who runs at one level and who uses whom, both ways. Apps that are switched off are gone. */
export type Graph = ReadonlyMap<string, Linked>;

/** Resolves settings, images and providers at one level, and follows every edge in both directions. */
export function link(catalogue: Catalogue, fleet: Pick<Fleet, 'settings'>, level: Level): Graph {
  const settings = new Map<App, AppSettings>();
  for (const app of catalogue.apps) {
    const resolved = resolveSettings(app, ...settingsAt(level, 'apps', app.name));
    if (runsAt(level, app, resolved.enabled)) settings.set(app, resolved);
  }
  const images = new Map([...settings.keys()].map((app) => [app.name, imagesAt(level, app.images)]));
  const callers = callersOf([...settings.keys()]);
  const shared = { fleet: fleet.settings, environment: environmentAt(level), cluster: clusterAt(level) };
  const byName = new Map([...settings.keys()].map((app) => [app.name, app]));

  const sliceOf = (app: App): GraphSlice => {
    const uses: Record<string, Use> = {};
    for (const [alias, edge] of Object.entries(app.uses)) uses[alias] = useOf(edge, level, byName, images, catalogue);
    return { uses, usedBy: callers.get(app.name) ?? [] };
  };
  return new Map(
    [...settings].map(([app, own]) => [
      app.name,
      { app, inputs: { ...shared, settings: own, images: images.get(app.name) ?? {}, graph: sliceOf(app) } },
    ]),
  );
}

function useOf(
  edge: Edge,
  level: Level,
  running: ReadonlyMap<string, App>,
  images: ReadonlyMap<string, Readonly<Record<string, string>>>,
  catalogue: Catalogue,
): Use {
  if (edge.to === 'app') {
    // An app that is switched off keeps its ports here: `checkLinks` reports the edge, and rendering goes on.
    const target = running.get(edge.app.name) ?? catalogue.apps.find(({ name }) => name === edge.app.name);
    return { edge, ports: target?.ports(images.get(edge.app.name) ?? {}) ?? {} };
  }
  if (!('contract' in edge)) return { edge };
  const { kind, name } = edge.contract;
  const { settings } = resolveContract(edge.contract, ...settingsAt(level, 'data', name));
  return { edge, endpoint: externalEndpoint(edge, settings ?? referenceProvider(kind, name)) };
}

function callersOf(apps: readonly App[]): Map<string, Caller[]> {
  const callers = new Map<string, Map<string, Caller>>();
  for (const app of apps) {
    for (const edge of Object.values(app.uses)) {
      if (edge.to !== 'app' || app.tier === undefined) continue;
      const known = callers.get(edge.app.name) ?? new Map<string, Caller>();
      known.set(`${app.name}:${edge.port}`, { app: app.name, tier: app.tier, port: edge.port });
      callers.set(edge.app.name, known);
    }
  }
  return new Map([...callers].map(([name, known]) => [name, [...known].sort().map(([, caller]) => caller)]));
}
