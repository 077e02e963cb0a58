import { isLimited } from '../files/fleetPart.ts';
import type { LinkedCluster } from '../link/clusters.ts';
import type { Plan } from '../model/file.ts';
import { render } from '../render/render.ts';
import { memberOf } from './cluster.ts';
import type { Folder } from './kept/checked.ts';
import type { LayersDigest } from './kept/layers.ts';
import { builtSource, type FolderSource, type Standing, standingOf } from './kept/standing.ts';
import type { Member } from './kept/watchedFleet.ts';
import type { Ready } from './ready.ts';

/** The overlays of a cluster, to be built and compared with what the model gives them. */
export function overlayFolders(linked: LinkedCluster, plan: Plan, layers: LayersDigest): readonly Folder[] {
  const { environment, cluster, overlays } = linked;
  return overlays.map(({ path, app }) => ({
    target: { path, kubernetes: cluster.kubernetes, layers: layers(path) },
    in: { environment: environment.name, cluster: cluster.name, app },
    planned: plan.rendered?.get(path) ?? '',
    render: () => renderedIn(linked.graph, app),
  }));
}

/** The fleet as it stands: where its objects come from, without one of them in memory. */
export interface Standings {
  /** By the folder of an overlay: of those that are built, and of those that nobody looks at, from the model. */
  readonly sources: ReadonlyMap<string, FolderSource>;
  readonly byCluster: ReadonlyMap<LinkedCluster, Standing>;
  readonly members: ReadonlyMap<LinkedCluster, Member>;
}

/**
 * The fleet as its overlays are built. Of overlays outside of the part that is looked at, the objects are those of the
 * model.
 * @param folders the overlays that are built
 */
export function standingsOf(
  { model: { linked, plan }, part, isPart, checks }: Pick<Ready, 'model' | 'part' | 'isPart' | 'checks'>,
  folders: readonly Folder[],
): Standings {
  const built = new Map(folders.map(({ target }) => [target.path, builtSource(checks.builds, target)]));
  const isElsewhere = (path: string) => isLimited(part) && !isPart(path);
  const sources = new Map(
    linked.clusters.flatMap((one) =>
      one.overlays.flatMap(({ path, app }): [string, FolderSource][] => {
        const rendered = {
          identity: `rendered ${plan.rendered?.get(path)}`,
          isBroken: false,
          objects: () => renderedIn(one.graph, app),
        };
        const source = isElsewhere(path) ? rendered : built.get(path);
        return source ? [[path, source]] : [];
      }),
    ),
  );
  const standings = linked.clusters.map((one) => {
    const own = one.overlays.flatMap(({ path, app }) => {
      const source = sources.get(path);
      return source ? [{ ...source, app }] : [];
    });
    return [one, standingOf(own)] as const;
  });
  return {
    sources,
    byCluster: new Map(standings),
    members: new Map(standings.map(([one, standing]) => [one, memberOf(one, standing)])),
  };
}

/** An app that is parked has no objects. */
function renderedIn(graph: LinkedCluster['graph'], app: string) {
  const linked = graph.get(app);
  return linked ? render(linked) : [];
}
