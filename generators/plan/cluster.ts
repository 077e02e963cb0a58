import { type CollectedApp, collect } from '../argocd/collect.ts';
import type { Deployed } from '../argocd/deployed.ts';
import type { PermittedKind } from '../argocd/kinds.ts';
import { appParameters, type Parameters } from '../argocd/parameters.ts';
import { parametersFile } from '../files/paths.ts';
import { printGenerated } from '../files/print.ts';
import type { LinkedCluster } from '../link/clusters.ts';
import type { App } from '../model/app.ts';
import { type Catalogue, type Fleet, isSynced } from '../model/fleet.ts';
import type { Values } from '../model/operator.ts';
import type { Resource } from '../model/resource.ts';
import { type AppObjects, clusterNeeds } from '../prerequisites/clusterNeeds.ts';
import type { ClusterNeeds } from '../prerequisites/needs.ts';
import { type ChartValues, chartValues } from './charts.ts';
import { fileOf } from './folderFiles.ts';
import { planFolders } from './folders.ts';
import type { NewPlanPart } from './parts.ts';
import type { Rendering } from './renderings.ts';
import type { PrintedFolder } from './subtree.ts';

/** What is planned of a cluster, as JSON: apps and operators by their names. */
export interface PlannedCluster {
  /** The folder of each overlay, and the checksum of the objects that it must build to. */
  readonly overlays: readonly (readonly [folder: string, rendered: string])[];
  readonly charts: readonly {
    readonly operator: string;
    readonly values?: Values;
    readonly namespaces: readonly string[];
  }[];
  readonly deployed: {
    readonly apps: readonly { readonly name: string; readonly namespace: string; readonly parked: boolean }[];
    readonly operators: readonly { readonly name: string; readonly watched: readonly string[] }[];
    readonly namespaced: readonly (readonly [string, PermittedKind])[];
    readonly cluster: readonly (readonly [string, PermittedKind])[];
    readonly namespaces: readonly string[];
  };
  readonly needs: Omit<ClusterNeeds, 'environment' | 'cluster'>;
}

/** Plans a cluster by its renderings. @param base the objects that an app has with default settings */
export function planCluster(
  catalogue: Catalogue,
  fleet: Fleet,
  at: LinkedCluster,
  renderings: Iterable<Rendering>,
  base: (app: App) => readonly Resource[],
): NewPlanPart<PlannedCluster> {
  const apps: CollectedApp[] = [];
  const ofApps: AppObjects[] = [];
  const overlays: PlannedCluster['overlays'][number][] = [];
  const { folders, ...part } = planFolders(
    renderings,
    ({ app, folder, resources: objects, parked, held }, { json, rendered }) => {
      overlays.push([folder, rendered]);
      ofApps.push({ app: app.name, objects, json });
      apps.push({ app, objects, base: base(app), ...(parked && { parked }), ...(held && { held }) });
    },
  );
  const { environment, cluster } = at;
  // An operator stays until the objects that it serves are deleted: it handles their deletion.
  const objects = apps.flatMap(({ objects: now, held = now }) => held);
  const called = chartValues(catalogue, fleet, { environment, cluster, objects });
  const { environment: _environment, cluster: _cluster, ...needs } = clusterNeeds(catalogue, fleet, at, ofApps);
  const deployed = collect(fleet.settings, environment, cluster, apps, called);
  return {
    ...part,
    folders:
      fleet.settings.hub && isSynced(environment)
        ? withParameters(folders, appParameters(fleet.settings, deployed))
        : folders,
    said: {
      overlays,
      charts: called.map(({ operator, values, namespaces }) => {
        return { operator: operator.name, ...(values && { values }), namespaces };
      }),
      deployed: inNames(deployed),
      needs,
    },
  };
}

/** Puts the parameters of each app beside its overlay. */
function withParameters(folders: readonly PrintedFolder[], all: readonly Parameters[]): readonly PrintedFolder[] {
  const texts = new Map(all.map(({ path, value, source }) => [path, printGenerated(value, source)]));
  return folders.map(({ folder, files, ...one }) => {
    const text = texts.get(`${folder}/${parametersFile}`);
    return { folder, ...one, files: text === undefined ? files : [...files, fileOf(parametersFile, text)] };
  });
}

function inNames({ apps, operators, kinds }: Deployed): PlannedCluster['deployed'] {
  return {
    apps: apps.map(({ app: { name }, namespace, parked }) => ({ name, namespace, parked })),
    operators: operators.map(({ operator: { name }, watched }) => ({ name, watched })),
    namespaced: [...kinds.namespaced],
    cluster: [...kinds.cluster],
    namespaces: [...kinds.namespaces],
  };
}

/** The values of a cluster's charts. */
export function chartsOf({ operators = [] }: Catalogue, at: LinkedCluster, { charts }: PlannedCluster): ChartValues[] {
  const { environment, cluster } = at;
  return charts.map(({ operator: name, values, namespaces }) => {
    return { operator: named(operators, name), environment, cluster, values, namespaces };
  });
}

/** What Argo CD has to know of a cluster. */
export function deployedOf(
  { apps, operators = [] }: Catalogue,
  { settings }: Pick<Fleet, 'settings'>,
  { environment, cluster }: LinkedCluster,
  { deployed }: PlannedCluster,
): Deployed {
  return {
    environment,
    cluster,
    apps: deployed.apps.map(({ name, namespace, parked }) => {
      return { app: named(apps, name), namespace, parked, ignored: [] };
    }),
    operators: deployed.operators.flatMap(({ name, watched }) => {
      const pinned = settings.charts[name];
      return pinned ? [{ operator: named(operators, name), pinned, watched }] : [];
    }),
    kinds: {
      namespaced: new Map(deployed.namespaced),
      cluster: new Map(deployed.cluster),
      namespaces: new Set(deployed.namespaces),
    },
  };
}

function named<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const found = all.find((one) => one.name === name);
  if (!found) throw new Error(`what is planned names ${name}, which is not in the catalogue`);
  return found;
}
