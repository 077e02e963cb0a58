import { foldersAbove } from '../../files/path.ts';
import { type AppliedPaths, clusterOf, layersBelow } from './folders.ts';

/** What two trees apply, before and after a change. */
export interface Sides<T> {
  readonly before: T;
  readonly after: T;
}

/** The part of two trees that a change reaches. */
export interface Touched {
  /** What differs between them, or may: what is not here is the same on both sides. */
  readonly paths: ReadonlySet<string>;
  /** `environment/cluster` of the clusters that get some of it. */
  readonly clusters: ReadonlySet<string>;
}

/** The folders and documents that are built from a changed file, or that only one side has. */
export function touchedBy(files: readonly string[], { before, after }: Sides<AppliedPaths>): Touched {
  const changed = new Set(files);
  const [was, is] = [new Set(before.builds), new Set(after.builds)];
  const reached = new Set(files.flatMap((file) => [...foldersAbove(file)]));
  const builds = [...was.union(is)].filter(
    (path) => !was.has(path) || !is.has(path) || layersBelow(path).some((folder) => reached.has(folder)),
  );
  const documents = [...before.documents, ...after.documents].filter((path) => changed.has(path));
  const paths = new Set([...builds, ...documents]);
  return { paths, clusters: new Set([...paths].flatMap((path) => clusterOf(path) ?? [])) };
}

/** The paths for which something holds. */
export function only({ builds, documents }: AppliedPaths, isWanted: (path: string) => boolean): AppliedPaths {
  return { builds: builds.filter(isWanted), documents: documents.filter(isWanted) };
}

/**
 * Makes a function that tells whether a file of the base revision is read: those that differ, those from which a folder
 * is built that differs, and the settings of the environments whose clusters are judged.
 */
export function readOf(
  files: readonly string[],
  { paths, clusters }: Touched,
  { builds }: AppliedPaths,
): (file: string) => boolean {
  const environments = [...clusters].map((cluster) => settingsOf(cluster.split('/')[0] ?? ''));
  const read = new Set([...files, ...environments]);
  const folders = new Set(builds.filter((path) => paths.has(path)).flatMap(layersBelow));
  return (file) => read.has(file) || foldersAbove(file).some((folder) => folders.has(folder));
}

/** The file with the settings of an environment. */
export const settingsOf = (environment: string): string => `overlays/${environment}/environment.yaml`;
