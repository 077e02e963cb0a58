import { parentOf } from '../files/path.ts';
import { paths } from '../files/paths.ts';

/** `environment/cluster` of an overlay's path, and its app. */
export function partsOf(overlay: string): { readonly key: string; readonly app: string } {
  const [, environment, , cluster, app] = overlay.split('/') as [string, string, string, string, string];
  return { key: `${environment}/${cluster}`, app };
}

/** The folders that an overlay is built from: its own, the environment's and the base of the app. */
export function layerFolders(overlay: string): readonly string[] {
  const [, environment = '', , , app = ''] = overlay.split('/');
  return [overlay, paths.environment(environment, app), paths.base(app)];
}

/** Makes a function that tells whether an overlay is built from any of these files. */
export function reachedBy(files: Iterable<string>): (overlay: string) => boolean {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = parentOf(file); folder !== '' && !folders.has(folder); folder = parentOf(folder)) {
      folders.add(folder);
    }
  }
  return (overlay) => layerFolders(overlay).some((folder) => folders.has(folder));
}
