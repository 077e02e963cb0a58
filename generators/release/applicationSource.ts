import type { PinnedSource } from './ring.ts';

/** The fields of an Application's source that are read here: `pkg/apis/application/v1alpha1/types.go` of Argo CD 3.5. */
export interface ApplicationSource {
  readonly repoURL?: string;
  readonly path?: string;
  readonly chart?: string;
  readonly targetRevision?: string;
}

/** Whether a source is at a version: a chart, or a folder of another repository. This repository is read at branches. */
export function isPinned({ targetRevision = '' }: ApplicationSource): boolean {
  return /^v?\d/.test(targetRevision);
}

/** The sources at versions. */
export function pinnedIn(sources: readonly ApplicationSource[]): readonly PinnedSource[] {
  return sources.filter(isPinned).map(({ repoURL = '', chart = '', path = '', targetRevision = '' }) => ({
    repository: repoURL,
    name: chart || path,
    version: targetRevision,
  }));
}
