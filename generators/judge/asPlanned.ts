import type { Difference } from '../emit/difference.ts';
import { paths } from '../files/paths.ts';
import type { Finding } from '../model/finding.ts';
import { reachedBy } from './overlayPaths.ts';

/**
 * Makes a function that tells whether a folder is built from planned files alone. Others differ, which is an error, and
 * may hold anything: they are not given to Kustomize.
 */
export function asPlanned(differences: readonly Difference[]): (folder: string) => boolean {
  const unlike = differences.flatMap(({ kind, path }) => (kind === 'stale' ? [] : [path]));
  const isReached = reachedBy(unlike);
  const isHubSound = !unlike.some((path) => path.startsWith(`${paths.argocd}/`));
  return (folder) => (folder.startsWith(`${paths.argocd}/`) ? isHubSound : !isReached(folder));
}

/** The finding that folders were not judged: never a silent pass. */
export function notBuilt(count: number): Finding[] {
  if (count === 0) return [];
  const message = `Of ${count} ${count === 1 ? 'folder' : 'folders'} neither build nor objects were judged: files that they are built from are not as planned.`;
  return [{ code: 'not-built', severity: 'warning', message, fix: 'Run `npm run generate`, then validate again.' }];
}
