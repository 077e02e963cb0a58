import { paths } from '../files/paths.ts';
import type { LinkedCluster, LinkedFleet } from '../link/clusters.ts';
import type { Graph } from '../link/link.ts';
import type { Parked } from '../link/parked.ts';
import type { App } from '../model/app.ts';
import type { Finding } from '../model/finding.ts';
import type { Environment } from '../model/fleet.ts';
import type { Resource } from '../model/resource.ts';
import { type Attempt, attemptRender } from '../render/attempt.ts';

/** The rendering of one app at one level: the objects that its folder must build to. */
export interface Rendering {
  readonly app: App;
  readonly folder: string;
  readonly resources: readonly Resource[];
  /** The finding, if it could not be rendered: then it has no resources. */
  readonly mistake?: Finding;
  /** The level below, to which the folder holds the difference. A base has none, nor has an empty folder. */
  readonly lower: { readonly folder: string; readonly resources: readonly Resource[] } | undefined;
  /** What a person edits to change it. */
  readonly source: string;
  /** Its cluster; a base or an environment's layer has none. */
  readonly at?: LinkedCluster;
  /** Why its folder is empty. */
  readonly parked?: Parked['why'];
  /** Of an app in `state: retiring`: the objects that it had before. */
  readonly held?: readonly Resource[];
}

/** Every app at every level: bases, then each environment and its clusters. */
export function* renderings({ base, environments }: LinkedFleet): Generator<Rendering> {
  const bases = renderAll(base);
  yield* baseRenderings(bases);
  for (const { environment, graph, clusters } of environments) {
    const middle = renderAll(graph);
    yield* environmentRenderings(environment, middle, bases);
    for (const at of clusters) yield* clusterRenderings(at, middle, bases);
  }
}

/** The apps of a level, rendered. */
export type Rendered = ReadonlyMap<App, Attempt>;

export function renderAll(graph: Graph): Rendered {
  return new Map([...graph.values()].map((linked) => [linked.app, attemptRender(linked)]));
}

const resourcesOf = (rendered: Rendered, app: App) => rendered.get(app)?.resources ?? [];

/** The bases of all apps. */
export function baseRenderings(bases: Rendered): readonly Rendering[] {
  return [...bases].map(([app, attempt]) => {
    return { app, folder: paths.base(app.name), ...attempt, lower: undefined, source: app.source };
  });
}

/** The layer of an environment, over the bases. */
export function environmentRenderings(
  { name, file }: Environment,
  middle: Rendered,
  bases: Rendered,
): readonly Rendering[] {
  return [...middle].map(([app, attempt]) => {
    const lower = { folder: paths.base(app.name), resources: resourcesOf(bases, app) };
    return { app, folder: paths.environment(name, app.name), ...attempt, lower, source: `${file} and ${app.source}` };
  });
}

/** The folders of a cluster, over the layer of its environment. */
export function* clusterRenderings(at: LinkedCluster, middle: Rendered, bases: Rendered): Generator<Rendering> {
  const { name, file } = at.environment;
  yield* renderParked(at, bases);
  for (const [app, attempt] of renderAll(at.graph)) {
    const lower = { folder: paths.environment(name, app.name), resources: resourcesOf(middle, app) };
    const folder = paths.cluster(name, at.cluster.name, app.name);
    yield { app, folder, ...attempt, lower, source: `${file} and ${app.source}`, at };
  }
}

/** Empty folders of a cluster. */
function* renderParked(at: LinkedCluster, base: Rendered): Generator<Rendering> {
  const { environment, cluster, parked, unretired } = at;
  for (const { app, why } of parked) {
    const folder = paths.cluster(environment.name, cluster.name, app.name);
    const source = `${environment.file} and ${app.source}`;
    const empty = { app, folder, resources: [], lower: undefined, source, at, parked: why };
    if (why !== 'retiring') yield empty;
    else {
      const linked = unretired?.get(app.name);
      // A provider that settings no longer choose: its operator is found by the objects of its base.
      const held = app.provides && cluster.state !== 'retiring' ? resourcesOf(base, app) : [];
      yield { ...empty, held: linked ? attemptRender(linked).resources : held };
    }
  }
}
