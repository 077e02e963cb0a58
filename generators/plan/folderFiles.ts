import { hash } from 'node:crypto';
import { blobId } from '../files/blob.ts';
import { relativePath } from '../files/paths.ts';
import { printGenerated } from '../files/print.ts';
import { baseFiles, deriveLayer, overlayFiles } from '../layer/layer.ts';
import type { Resource } from '../model/resource.ts';
import type { Rendering } from './renderings.ts';

/** The files of a folder. */
export interface FolderFiles {
  readonly files: readonly FolderFile[];
  /** The objects that the folder must build to, as JSON. */
  readonly json: string;
  /** The checksum of that. */
  readonly rendered: string;
}

/** A file of a folder, with its checksums. */
export interface FolderFile {
  readonly name: string;
  readonly text: string;
  /** Git's blob id of the text. */
  readonly blob: string;
  readonly sha256: string;
}

/** The files of one list of objects, and what else they follow from. */
interface Known extends FolderFiles {
  readonly lower: readonly Resource[] | undefined;
  readonly path: string;
  readonly source: string;
}

/** By the list of objects. */
const known = new WeakMap<readonly Resource[], Known>();

/**
 * The files of the folder of a rendering. Clusters that are alike share the list of an app's objects (`renderOnce`):
 * then they have the same files, which are derived and printed once.
 * @param resources objects that files can hold
 */
export function folderFiles({ app, folder, resources, lower, source }: Rendering): FolderFiles {
  const path = lower ? relativePath(folder, lower.folder) : '';
  const before = known.get(resources);
  if (before && before.lower === lower?.resources && before.path === path && before.source === source) return before;
  const files = lower
    ? overlayFiles(path, deriveLayer(lower.resources, resources), app.tier)
    : baseFiles(resources, app.tier);
  const json = JSON.stringify(resources);
  const now = {
    files: files.map(({ name, value }) => fileOf(name, printGenerated(value, source))),
    json,
    rendered: hash('sha256', json),
    lower: lower?.resources,
    path,
    source,
  };
  known.set(resources, now);
  return now;
}

/** A file, with its text counted. */
export function fileOf(name: string, text: string): FolderFile {
  return { name, text, blob: blobId(text), sha256: hash('sha256', text) };
}
