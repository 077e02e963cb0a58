import type { FleetSettings } from '../model/settings/index.ts';

/** The path of a file or folder of this tree in the repository that Argo CD reads: the tree may be in a folder there. */
export function inRepository({ folder }: Pick<FleetSettings, 'folder'>, path: string): string {
  return folder === undefined ? path : `${folder}/${path}`;
}

/**
 * The value of the annotation `argocd.argoproj.io/manifest-generate-paths`: absolute paths in the repository, whatever
 * the source.
 */
export function refreshPaths(settings: Pick<FleetSettings, 'folder'>, paths: readonly string[]): string {
  return paths.map((path) => `/${inRepository(settings, path)}`).join(';');
}
