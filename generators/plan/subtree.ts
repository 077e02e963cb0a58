import { keySum } from '../kept/keySum.ts';
import type { FileSpec, Subtree } from '../model/file.ts';
import type { FolderFile } from './folderFiles.ts';
import { assertOnce } from './invariants.ts';

/** The folder of one app in one layer. */
interface Folder<File> {
  readonly folder: string;
  /** What a person edits to change it. */
  readonly source: string;
  /** Whether it lies on a layer below. */
  readonly isUpper: boolean;
  readonly files: readonly File[];
}

/** A folder with the texts of its files. */
export type PrintedFolder = Folder<FolderFile>;

/** A folder and the checksums of its files, sorted by name. */
export type PlannedFolder = Folder<readonly [name: string, blob: string, sha256: string]>;

/** The folders of a subtree, sorted by path, and the texts of all their files in the same order. */
export interface ListedFiles {
  readonly folders: readonly PlannedFolder[];
  readonly texts: readonly string[];
}

/** Sorts what was printed. @throws Failure where two files have one path */
export function listFiles(printed: readonly PrintedFolder[]): ListedFiles {
  const sorted = printed
    .map((one) => ({ ...one, files: one.files.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }))
    .sort((a, b) => (`${a.folder}/` < `${b.folder}/` ? -1 : 1));
  assertOnce(
    sorted.flatMap(({ folder, source, files }) => files.map(({ name }) => ({ path: `${folder}/${name}`, source }))),
  );
  return {
    folders: sorted.map((one) => ({
      ...one,
      files: one.files.map(({ name, blob, sha256 }) => [name, blob, sha256]),
    })),
    texts: sorted.flatMap(({ files }) => files.map(({ text }) => text)),
  };
}

/** What a subtree says without its files. */
export type SubtreeSum = Pick<Subtree, 'size' | 'sum'>;

export const subtreeSum = (folders: readonly PlannedFolder[]): SubtreeSum => ({
  size: folders.reduce((sum, { files }) => sum + files.length, 0),
  sum: keySum(folders),
});

/**
 * A subtree of planned folders.
 * @param list its folders, sorted by path
 * @param text the text of a file, by its place among all files of these folders
 */
export function subtreeOf(
  folder: string,
  sum: SubtreeSum,
  list: () => readonly PlannedFolder[],
  text: (index: number) => string,
): Subtree {
  return {
    folder,
    ...sum,
    files() {
      let index = 0;
      return list().flatMap((one) => one.files.map((file) => new LayerFile(one, file, text, index++)));
    },
  };
}

/** A file with a text that is read when it is asked for. */
class LayerFile implements FileSpec {
  readonly path: string;
  readonly source: string;
  readonly sums: NonNullable<FileSpec['sums']>;
  readonly isUpper: boolean;
  readonly #text: (index: number) => string;
  readonly #index: number;

  constructor(
    { folder, source, isUpper }: PlannedFolder,
    [name, blob, sha256]: PlannedFolder['files'][number],
    text: (index: number) => string,
    index: number,
  ) {
    this.path = `${folder}/${name}`;
    this.source = source;
    this.sums = { blob, sha256 };
    this.isUpper = isUpper;
    this.#text = text;
    this.#index = index;
  }

  get content(): string {
    return this.#text(this.#index);
  }
}
