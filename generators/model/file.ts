import type { Resource } from './resource.ts';

/** One file to write, with its whole content. Paths are from the repository root, with forward slashes. */
export interface FileSpec {
  readonly path: string;
  readonly content: string;
  /** What a person edits to change this file: shown in its first line and in messages. */
  readonly source: string;
  /** Checksums of the content, where they are known: then nobody has to read it to compare it. */
  readonly sums?: FileSums;
  /** Of a file in an app's folder: whether the folder lies on a layer below. */
  readonly isUpper?: boolean;
}

/** Checksums of a file, in hexadecimal digits. */
export interface FileSums {
  /** Git's blob id. */
  readonly blob: string;
  readonly sha256: string;
}

/** All files to write, in memory: the only input of `emit`. */
export interface Plan {
  /** Sorted by path; no path twice. */
  readonly files: readonly FileSpec[];
  /** Folders that belong to the generator alone: an entry there that is not planned is stale. No trailing slash. */
  readonly owned: readonly string[];
  /** The checksum of the objects that each overlay of a cluster must build to, by its folder. */
  readonly rendered?: ReadonlyMap<string, string>;
  /**
   * Paths outside of those folders that the generator may write. One that is not planned is stale where its file begins
   * as generated ones do (`generatedBy`); any other file there is somebody else's. Default: none.
   */
  readonly single?: readonly string[];
  /** Folders that Kustomize builds and that are no layer of an app, with the objects that each must build to. */
  readonly builds?: readonly { readonly folder: string; readonly objects: readonly Resource[] }[];
}
