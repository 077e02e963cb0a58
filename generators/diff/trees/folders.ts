import { globSync } from 'node:fs';
import { scopeOfPath } from '../../files/scopeOfPath.ts';
import { layerFolders } from '../../judge/overlayPaths.ts';
import type { Scope } from '../../model/finding.ts';

/** The folders of a tree that Argo CD applies as Kustomize builds them. */
const kustomizations = [
  'overlays/*/clusters/*/*/kustomization.yaml',
  'argocd/{bootstrap,hub}/kustomization.yaml',
  'argocd/clusters/*/*/kustomization.yaml',
];

/** Files that Argo CD reads as they are: the sources of operators, and the values of their charts. */
const documents = ['argocd/operators/*/*/*.yaml', 'argocd/charts/**/*.yaml'];

/** What of a tree reaches clusters, relative to its root. */
export interface AppliedPaths {
  readonly builds: readonly string[];
  readonly documents: readonly string[];
}

/** Lists both in a tree, sorted. */
export function foldersOf(root: string): AppliedPaths {
  const list = (patterns: readonly string[]) =>
    globSync([...patterns], { cwd: root })
      .map((path) => path.replaceAll('\\', '/'))
      .sort();
  return {
    builds: list(kustomizations).map((path) => path.replace(/\/kustomization\.yaml$/, '')),
    documents: list(documents),
  };
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
