import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { basename, join } from 'node:path';

/** Folders of code: what is below them decides what is generated and found. */
const code = ['apps', 'generators', 'policies'];

/**
 * Whether a file is one that people edit and commands read. Not those that the generator writes, and neither tests, pages
 * and goldens nor what editors write beside a file.
 */
export function isSource(path: string): boolean {
  if (path.startsWith('overlays/')) return /^overlays\/([^/]+\/)?[^/.][^/]*\.yaml$/.test(path);
  return /^[^.][^~]*\.[a-z]+$/.test(basename(path)) && !/(\.test\.ts|\.golden\.txt|\.md)$/.test(path);
}

/** Whether a source is code: what was loaded before it was saved is another one. */
export const isCode = (path: string): boolean =>
  code.some((folder) => path === folder || path.startsWith(`${folder}/`));

/**
 * Calls back with the path of each file that is saved, created or removed, and of each folder that is new. Folders are
 * watched, not files: editors save by renaming.
 * @returns ends it
 */
export function watchSources(root: string, onSave: (path: string) => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  const leave = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const look = (): readonly string[] => {
    const folders = foldersIn(root);
    for (const folder of [...watchers.keys()]) if (!folders.includes(folder)) leave(folder);
    const added = folders.filter((folder) => !watchers.has(folder));
    for (const folder of added) {
      const watcher = watch(join(root, folder), (kind, name) => {
        // Its own name: the folder is gone, and another one may be in its place.
        if (name === basename(folder)) leave(folder);
        // What a new folder already holds has been saved, too.
        if (kind === 'rename') for (const fresh of look()) onSave(fresh);
        if (name !== null && isSource(`${folder}/${name}`)) onSave(`${folder}/${name}`);
      });
      watcher.on('error', () => leave(folder));
      watchers.set(folder, watcher);
    }
    return added;
  };
  look();
  return () => {
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** The folders that hold sources. Below an environment's own there are only generated ones. */
function foldersIn(root: string): string[] {
  const inside = (folder: string) => {
    try {
      const entries = readdirSync(join(root, folder), { withFileTypes: true });
      return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${folder}/${name}`);
    } catch {
      return [];
    }
  };
  const below = (folder: string): string[] => [folder, ...inside(folder).flatMap(below)];
  const tops = readdirSync(root, { withFileTypes: true }).map(({ name }) => name);
  const settings = ['overlays', ...inside('overlays').filter((folder) => folder !== 'overlays/schemas')];
  return [...settings, ...code.filter((folder) => tops.includes(folder)).flatMap(below)];
}
