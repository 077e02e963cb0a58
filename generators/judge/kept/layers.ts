import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { foldersAbove, parentOf } from '../../files/path.ts';
import { parametersFile, paths } from '../../files/paths.ts';
import type { KeptResults } from '../../kept/keptResults.ts';
import { recall } from '../../kept/recall.ts';
import type { FileSpec, Plan } from '../../model/file.ts';
import { layerFolders } from '../overlayPaths.ts';

/**
 * The checksum of the files that a folder is built from: its own and those of the layers below, each with its path from
 * the folder. The driver counts in the same way what Kustomize read (`Result.Read`): only where the two are equal is a
 * result kept. Folders with the same files, seen from each, have the same checksum: they build to the same.
 */
export type LayersDigest = (folder: string) => string;

/**
 * Of a plan: for trees that are as planned. What the overlays of a cluster are built from is kept by the subtrees that they
 * lie in: where those are as they were, their files are not looked at again.
 */
export function plannedLayers({ separate, subtrees = [] }: Plan, { results, code }: KeptResults): LayersDigest {
  const at = new Map(subtrees.map((one) => [one.folder, one]));
  const ofHub = digests(filesByFolder(separate));
  const lists = new Map<string, FilesIn>();
  const filesIn: FilesIn = (folder) => {
    const parent = parentOf(folder);
    const list = lists.get(parent) ?? filesByFolder(at.get(parent)?.files() ?? []);
    lists.set(parent, list);
    return list(folder);
  };
  const known = new Map<string, Readonly<Record<string, string>>>();
  const overlaysIn = (cluster: string, overlay: string) => {
    const sums = layerFolders(overlay).map((folder) => at.get(parentOf(folder))?.sum);
    const all = recall(results, ['layers', code.judge, cluster, sums], () => {
      const digest = digests(filesIn);
      const folders = new Set(
        at
          .get(cluster)
          ?.files()
          .map(({ path }) => parentOf(path)),
      );
      const found = Object.fromEntries([...folders].map((folder) => [folder, digest(folder)]));
      lists.delete(cluster);
      return found;
    });
    known.set(cluster, all);
    return all;
  };
  return (folder) => {
    if (isOfHub(folder)) return ofHub(folder);
    const cluster = parentOf(folder);
    return (known.get(cluster) ?? overlaysIn(cluster, folder))[folder] ?? '';
  };
}

/** Files by the folder that they are in; those of the hub by each folder above them. */
function filesByFolder(files: readonly FileSpec[]): FilesIn {
  const byFolder = new Map<string, FileSpec[]>();
  for (const file of files) {
    for (const folder of isOfHub(file.path) ? foldersAbove(file.path) : [parentOf(file.path)]) {
      const among = byFolder.get(folder);
      if (among) among.push(file);
      else byFolder.set(folder, [file]);
    }
  }
  return (folder) => byFolder.get(folder) ?? [];
}

/** Of the files in a tree. */
export function layersOnDisk(root: string): LayersDigest {
  return digests((folder) => {
    if (!existsSync(join(root, folder))) return [];
    const names = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    return names
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        const path = `${folder}/${file.slice(join(root, folder).length + 1).replaceAll('\\', '/')}`;
        return { path, content: readFileSync(file) };
      });
  });
}

/** The folders of the hub are no layers of an app: they have folders in them. */
const isOfHub = (path: string) => path.startsWith(`${paths.argocd}/`);

type FilesIn = (folder: string) => readonly FileSpec[];

/** A file to count. */
interface Counted extends Omit<FileSpec, 'content' | 'source'> {
  readonly content: string | Buffer;
}

/** The files of a layer, and whether it lies on another one: the folder of an app that waits is empty. */
interface Layer {
  readonly sums: readonly (readonly [name: string, sum: string])[];
  readonly isUpper: boolean;
}

function digests(filesIn: (folder: string) => readonly Counted[]): LayersDigest {
  const known = new Map<string, Layer>();
  const layerAt = (folder: string): Layer => {
    const read = known.get(folder) ?? layerOf(folder, filesIn(folder));
    known.set(folder, read);
    return read;
  };
  return (folder) => {
    const [own = folder, ...lower] = isOfHub(folder) ? [folder] : layerFolders(folder);
    const layers = layerAt(own).isUpper ? [own, ...lower] : [own];
    const lines = layers.flatMap((layer) => {
      const prefix = posix.relative(folder, layer);
      return layerAt(layer).sums.map(([name, sum]) => `${posix.join(prefix, name)} ${sum}\n`);
    });
    return hash('sha256', lines.sort().join(''));
  };
}

function layerOf(folder: string, files: readonly Counted[]): Layer {
  const read = files.filter(({ path }) => basename(path) !== parametersFile);
  return {
    sums: read.map(
      (one) => [one.path.slice(folder.length + 1), one.sums?.sha256 ?? hash('sha256', one.content)] as const,
    ),
    isUpper: read.some((one) => {
      const { path, isUpper = path === `${folder}/kustomization.yaml` && one.content.includes('- ../') } = one;
      return isUpper;
    }),
  };
}
