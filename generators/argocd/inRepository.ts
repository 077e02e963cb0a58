import type { FleetSettings } from '../model/settings/index.ts';

/** Where a path of this tree is in the repository that Argo CD reads, which may hold the tree in a folder. */
export function inRepository({ folder }: Pick<FleetSettings, 'folder'>, path: string): string {
  return folder === undefined ? path : `${folder}/${path}`;
}

/** Of the annotation `argocd.argoproj.io/manifest-generate-paths`: absolute in the repository, whatever the source. */
export function refreshPaths(settings: Pick<FleetSettings, 'folder'>, paths: readonly string[]): string {
  return paths.map((path) => `/${inRepository(settings, path)}`).join(';');
}
