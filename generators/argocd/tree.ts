import { paths } from '../files/paths.ts';
import { printGenerated } from '../files/print.ts';
import { baseFiles, inKustomizeOrder } from '../layer/layer.ts';
import type { FileSpec } from '../model/file.ts';
import { type Fleet, isSynced } from '../model/fleet.ts';
import type { Resource } from '../model/resource.ts';
import type { FleetSettings } from '../model/settings/index.ts';
import { argoNamespace } from '../upstream/argoCd.ts';
import { clusterSecret } from './clusterSecret.ts';
import type { Deployed } from './deployed.ts';
import { environmentProjects } from './environmentProjects.ts';
import { argoCdApplication, rootApplication } from './hubApplications.ts';
import { clustersProject, hubProject } from './hubProjects.ts';
import { hubNamespace } from './namespace.ts';
import { operatorParameters } from './parameters.ts';
import { ringSet, ringsOf } from './ringSet.ts';
import { stageSets } from './stageSets.ts';

/** A folder of `argocd/` that Kustomize builds. */
export interface ArgoFolder {
  readonly folder: string;
  /** Its own objects, one a file. */
  readonly objects: readonly Resource[];
  /** Folders inside it that belong to it. */
  readonly parts: readonly ArgoFolder[];
  readonly source: string;
}

/** The objects that such a folder must build to, in the order in which Kustomize prints them. */
export function builtFrom({ objects, parts }: ArgoFolder): readonly Resource[] {
  const all = (one: Pick<ArgoFolder, 'objects' | 'parts'>): Resource[] => [...one.objects, ...one.parts.flatMap(all)];
  return inKustomizeOrder(all({ objects, parts }));
}

/**
 * The folders of Argo CD's own objects: the bootstrap that is applied by hand, the hub, and for each cluster its
 * ApplicationSets. Empty where the fleet has no hub. `clusters` are those of synced environments alone.
 */
export function argoFolders(fleet: Fleet, clusters: readonly Deployed[]): ArgoFolder[] {
  const { settings } = fleet;
  if (!settings.hub) return [];
  const source = 'overlays/fleet.yaml';
  const { cluster: hub } = settings.hub;
  const environments = fleet.environments.filter(isSynced);
  const argoCd = argoCdApplication(settings);
  return [
    folder(paths.bootstrap, source, [hubNamespace, hubProject(settings), rootApplication(settings)]),
    folder(
      paths.hub,
      source,
      [hubNamespace, hubProject(settings), clustersProject(settings), ...(argoCd ? [argoCd] : [])],
      environments.map((environment) =>
        folder(paths.hubEnvironment(environment.name), `overlays/fleet.yaml and ${environment.file}`, [
          ...environmentProjects(
            settings,
            environment,
            clusters.filter((one) => one.environment === environment),
          ),
          ...environment.settings.clusters.flatMap((cluster) => clusterSecret(environment, cluster, hub) ?? []),
          ...ringsOf(environment).map((ring) => ringSet(settings, ring)),
        ]),
      ),
    ),
    ...clusters.map((one) =>
      folder(
        paths.argoCluster(one.environment.name, one.cluster.name),
        `${one.environment.file} and apps/index.ts`,
        stageSets(settings, one),
      ),
    ),
  ];
}

function folder(
  path: string,
  source: string,
  objects: readonly Resource[],
  parts: readonly ArgoFolder[] = [],
): ArgoFolder {
  return { folder: path, source, objects, parts };
}

/**
 * Every file of these folders, and the files from which ApplicationSets create the Applications of operators: those of apps
 * are beside their overlays.
 */
export function argoFiles(
  settings: FleetSettings,
  folders: readonly ArgoFolder[],
  clusters: readonly Deployed[],
): FileSpec[] {
  if (folders.length === 0) return [];
  const parameters = clusters
    .flatMap((one) => operatorParameters(settings, one))
    .map(({ path, value, source }) => file(path, value, source));
  return [...folders.flatMap(folderFiles), ...parameters];
}

function folderFiles({ folder: path, objects, parts, source }: ArgoFolder): FileSpec[] {
  const inside = parts.map((part) => part.folder.slice(path.length + 1));
  const files = baseFiles(objects, argoNamespace).map(({ name, value }) => {
    if (name !== 'kustomization.yaml' || inside.length === 0) return file(`${path}/${name}`, value, source);
    const { resources, ...rest } = value as { resources: readonly string[] };
    return file(`${path}/${name}`, { ...rest, resources: [...inside, ...resources] }, source);
  });
  return [...files, ...parts.flatMap(folderFiles)];
}

function file(path: string, value: unknown, source: string): FileSpec {
  return { path, content: printGenerated(value, source), source };
}
