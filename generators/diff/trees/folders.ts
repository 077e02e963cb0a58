import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { scopeOfPath } from '../../files/scopeOfPath.ts';
import { layerFolders } from '../../judge/overlayPaths.ts';
import type { Scope } from '../../model/finding.ts';

/** The folders of a tree that Argo CD applies as Kustomize builds them. */
const kustomizations =
  /^(overlays\/[^/]+\/clusters\/[^/]+\/[^/]+|argocd\/(?:bootstrap|hub|clusters\/[^/]+\/[^/]+))\/kustomization\.yaml$/;

/** Files that Argo CD reads as they are: the sources of operators, and the values of their charts. */
const documents = /^argocd\/(operators\/[^/]+\/[^/]+\/[^/]+|charts\/.+)\.yaml$/;

/** The folders with all that reaches clusters, or from which that is built. */
export const applied = ['base', 'overlays', 'argocd'];

/** What of a tree reaches clusters, relative to its root. */
export interface AppliedPaths {
  readonly builds: readonly string[];
  readonly documents: readonly string[];
}

/** Both among the files of a tree, sorted. */
export function appliedPaths(files: readonly string[]): AppliedPaths {
  return {
    builds: files.flatMap((file) => kustomizations.exec(file)?.[1] ?? []).sort(),
    documents: files.filter((file) => documents.test(file)).sort(),
  };
}

/** The files that a tree on disk has in these folders. */
export function filesIn(root: string): readonly string[] {
  return applied
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (file) => `${folder}/${file.replaceAll('\\', '/')}`,
      ),
    );
}

/** The cluster that gets the objects of an overlay, as `environment/cluster`; undefined for what the hub gets. */
export function clusterOf(path: string): string | undefined {
  const [top, environment, , cluster] = path.split('/');
  return top === 'overlays' ? `${environment}/${cluster}` : undefined;
}

/** The folders that a folder is built from. */
export function layersBelow(folder: string): readonly string[] {
  return folder.startsWith('overlays/') ? layerFolders(folder) : [folder];
}

/** Which app of which cluster a folder or a document is about; those of the hub have no cluster. */
export function scopeOf(path: string): Scope {
  const { app = 'argo-cd', ...where } = scopeOfPath(path);
  return { ...where, app };
}
