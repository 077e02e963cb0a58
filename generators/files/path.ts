/** The parent folder of a repository path; empty for a path at the root. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The folders above a repository path, nearest first, without the root. */
export function* foldersAbove(path: string): Generator<string> {
  for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) yield folder;
}
