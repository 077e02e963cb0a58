import { hash } from 'node:crypto';
import { type CollectedApp, collect } from '../argocd/collect.ts';
import type { Deployed } from '../argocd/deployed.ts';
import { relativePath } from '../files/paths.ts';
import { printGenerated } from '../files/print.ts';
import { baseFiles, deriveLayer, overlayFiles } from '../layer/layer.ts';
import type { LinkedCluster, LinkedFleet } from '../link/clusters.ts';
import type { App } from '../model/app.ts';
import type { FileSpec } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import { type Catalogue, type Fleet, isSynced } from '../model/fleet.ts';
import type { Resource } from '../model/resource.ts';
import { clusterNeeds } from '../prerequisites/clusterNeeds.ts';
import type { ClusterNeeds } from '../prerequisites/needs.ts';
import { type ChartValues, chartValues } from './charts.ts';
import { type Rendering, renderings } from './renderings.ts';
import { unprintableTexts } from './unprintable.ts';

/** The files of every app, and the operators and Argo CD files of each cluster. */
export interface PlannedClusters {
  readonly files: FileSpec[];
  /** The checksum of the objects of each overlay of a cluster, by its folder. */
  readonly rendered: ReadonlyMap<string, string>;
  readonly charts: readonly ChartValues[];
  /** Clusters of environments that the hub syncs. */
  readonly deployed: readonly Deployed[];
  /** What has to exist outside of each cluster. */
  readonly needs: readonly ClusterNeeds[];
  /** Findings about apps that could not be rendered, and about texts that Kustomize cannot print: then the rest is incomplete. */
  readonly mistakes: readonly Finding[];
}

interface Content {
  readonly at: LinkedCluster;
  readonly apps: CollectedApp[];
}

/**
 * Renderings are processed cluster by cluster: the objects of a cluster are dropped after it, except what others need.
 */
export function planClusters(catalogue: Catalogue, fleet: Fleet, linked: LinkedFleet): PlannedClusters {
  const files: FileSpec[] = [];
  const rendered = new Map<string, string>();
  const mistakes: Finding[] = [];
  const charts: ChartValues[] = [];
  const deployed: Deployed[] = [];
  const needs: ClusterNeeds[] = [];
  const bases = new Map<App, readonly Resource[]>();
  let content: Content | undefined;
  const finish = () => {
    if (!content) return;
    const { at, apps } = content;
    const { environment, cluster } = at;
    // An operator stays until the objects that it serves are deleted: it handles their deletion.
    const objects = apps.flatMap(({ objects: now, held = now }) => held);
    const called = chartValues(catalogue, fleet, { environment, cluster, objects });
    charts.push(...called);
    if (isSynced(environment)) deployed.push(collect(fleet.settings, environment, cluster, apps, called));
    needs.push(
      clusterNeeds(
        catalogue,
        fleet,
        at,
        apps.map(({ app, objects: now }) => ({ app: app.name, objects: now })),
      ),
    );
  };
  for (const rendering of renderings(linked)) {
    const { app, resources: objects, mistake, at, parked, held } = rendering;
    if (mistake) mistakes.push(mistake);
    const unprintable = unprintableTexts(objects, placeOf(rendering));
    mistakes.push(...unprintable);
    // What no file can hold is not printed: nothing is written then.
    if (unprintable.length === 0) files.push(...filesOf(rendering));
    if (!at) {
      if (!rendering.lower) bases.set(app, objects);
      continue;
    }
    rendered.set(rendering.folder, hash('sha256', JSON.stringify(objects)));
    if (content?.at !== at) {
      finish();
      content = { at, apps: [] };
    }
    content.apps.push({ app, objects, base: bases.get(app) ?? [], ...(parked && { parked }), ...(held && { held }) });
  }
  finish();
  return { files, rendered, charts, deployed, needs, mistakes };
}

/** Where what is wrong with an app's objects is mended, and where they are. */
function placeOf({ app, at }: Rendering): Pick<Finding, 'at' | 'in'> {
  const cluster = at && { environment: at.environment.name, cluster: at.cluster.name };
  return { at: { file: app.source, line: 1, column: 1 }, in: { ...cluster, app: app.name } };
}

function filesOf({ app, folder, resources, lower, source }: Rendering): FileSpec[] {
  const files = lower
    ? overlayFiles(relativePath(folder, lower.folder), deriveLayer(lower.resources, resources), app.tier)
    : baseFiles(resources, app.tier);
  return files.map(({ name, value }) => ({
    path: `${folder}/${name}`,
    content: printGenerated(value, source),
    source,
  }));
}
