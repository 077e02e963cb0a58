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

/**
 * A folder of which all files are planned together, such as that of a cluster. In a large fleet most are as they were:
 * of those nobody looks at the planned files one by one.
 */
export interface Subtree {
  /** Path of the folder. No other subtree is in it, and no file that is planned alone. */
  readonly folder: string;
  /** How many files it has. */
  readonly size: number;
  /** The checksum of the paths and contents of its files. */
  readonly sum: string;
  /** Its files, sorted by path. They are made each time: those of a large fleet are not in memory together. */
  files(): readonly FileSpec[];
}

/** All files to write: the only input of `emit`. */
export interface Plan {
  /** Files that are in no subtree: sorted by path; no path twice. `allFiles` has the others, too. */
  readonly separate: readonly FileSpec[];
  /** Default: none. */
  readonly subtrees?: readonly Subtree[];
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
