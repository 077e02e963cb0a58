import { paths } from '../files/paths.ts';
import { type Graph, link } from '../link/link.ts';
import { type Parked, parkedAt } from '../link/parked.ts';
import { unretired } from '../link/retiring.ts';
import type { App } from '../model/app.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import type { Resource } from '../model/resource.ts';
import type { Cluster } from '../model/settings/index.ts';
import { render } from '../render/render.ts';

/** One app at one level: what its folder must build to. */
export interface Rendering {
  readonly app: App;
  readonly folder: string;
  readonly resources: readonly Resource[];
  /** The level below, whose difference to this one the folder holds; a base has none, nor has an empty folder. */
  readonly lower: { readonly folder: string; readonly resources: readonly Resource[] } | undefined;
  /** What a person edits to change it. */
  readonly source: string;
  /** The cluster that will hold it; of a base or an environment's layer none. */
  readonly at?: { readonly environment: Environment; readonly cluster: Cluster };
  /** Why its folder is empty. */
  readonly parked?: Parked['why'];
  /** Of one that is about to go: what it held before. */
  readonly held?: readonly Resource[];
}

/** Every app at every level: bases, then each environment and its clusters. */
export function* renderings(catalogue: Catalogue, fleet: Fleet): Generator<Rendering> {
  const base = renderAll(link(catalogue, fleet, { layer: 'base' }));
  for (const [app, resources] of base) {
    yield { app, folder: paths.base(app.name), resources, lower: undefined, source: app.source };
  }
  for (const environment of fleet.environments) yield* renderEnvironment(catalogue, fleet, environment, base);
}

type Rendered = ReadonlyMap<App, readonly Resource[]>;

function renderAll(graph: Graph): Rendered {
  return new Map([...graph.values()].map((linked) => [linked.app, render(linked)]));
}

function* renderEnvironment(
  catalogue: Catalogue,
  fleet: Fleet,
  environment: Environment,
  base: Rendered,
): Generator<Rendering> {
  const { name, file } = environment;
  const clusters = environment.settings.clusters.map((cluster) => ({
    cluster,
    rendered: renderAll(link(catalogue, fleet, { layer: 'cluster', environment, cluster })),
  }));
  const apps = new Set(clusters.flatMap(({ rendered }) => [...rendered.keys()]));
  const middle = renderAll(link(catalogue, fleet, { layer: 'environment', environment, apps }));
  for (const [app, resources] of middle) {
    const lower = { folder: paths.base(app.name), resources: base.get(app) ?? [] };
    yield { app, folder: paths.environment(name, app.name), resources, lower, source: `${file} and ${app.source}` };
  }
  for (const { cluster, rendered } of clusters) {
    const at = { environment, cluster };
    const level = { layer: 'cluster', environment, cluster } as const;
    const parked = parkedAt(catalogue, level);
    const before = parked.some(({ why }) => why === 'retiring') ? link(catalogue, fleet, unretired(level)) : undefined;
    for (const { app, why } of parked) {
      const folder = paths.cluster(name, cluster.name, app.name);
      const linked = before?.get(app.name);
      // A provider that nobody chooses any more: what it has by default says who served it.
      const held = linked ? render(linked) : app.provides && cluster.state !== 'retiring' ? (base.get(app) ?? []) : [];
      const source = `${file} and ${app.source}`;
      yield {
        app,
        folder,
        resources: [],
        lower: undefined,
        source,
        at,
        parked: why,
        ...(why === 'retiring' && { held }),
      };
    }
    for (const [app, resources] of rendered) {
      const lower = { folder: paths.environment(name, app.name), resources: middle.get(app) ?? [] };
      const folder = paths.cluster(name, cluster.name, app.name);
      yield { app, folder, resources, lower, source: `${file} and ${app.source}`, at };
    }
  }
}
