import type { Resource } from './resource.ts';

/** One file that will be written, whole. Paths are from the repository root, with forward slashes. */
export interface FileSpec {
  readonly path: string;
  readonly content: string;
  /** What a person edits to change this file: shown in its first line and in messages. */
  readonly source: string;
}

/** Everything that will be written, in memory: the only input of `emit`. */
export interface Plan {
  /** Sorted by path; no path twice. */
  readonly files: readonly FileSpec[];
  /** Folders that belong to the generator alone: what stands there and is not planned is stale. No trailing slash. */
  readonly owned: readonly string[];
  /** Folders that Kustomize builds and that are no layer of an app, with what each must build to. */
  readonly builds?: readonly { readonly folder: string; readonly objects: readonly Resource[] }[];
}
