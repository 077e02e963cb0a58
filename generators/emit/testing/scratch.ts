import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { here } from '../../blocks/source.ts';
import type { Plan } from '../../model/file.ts';
import { fileOf } from '../../plan/folderFiles.ts';
import { newParts } from '../../plan/parts.ts';

/** A temporary folder with these files, removed when the test ends. A path that ends in `/` is a folder. */
export function scratch(t: Pick<TestContext, 'after'>, files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'emit-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  put(root, files);
  return root;
}

/** Writes files as a person would. */
export function put(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path);
    mkdirSync(path.endsWith('/') ? target : dirname(target), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(target, content);
  }
}

/**
 * A plan of these files, that owns `base` and `argocd` unless told otherwise.
 * @param wholes folders that are planned as a whole. Default: none
 */
export function planOf(
  files: Readonly<Record<string, string>>,
  owned: readonly string[] = ['base', 'argocd'],
  wholes: readonly string[] = [],
): Plan {
  const specs = Object.entries(files).map(([path, content]) => ({ path, content, source: here(import.meta) }));
  const wholeOf = (path: string) => wholes.find((folder) => path.startsWith(`${folder}/`));
  return {
    separate: specs.filter(({ path }) => !wholeOf(path)).sort((a, b) => (a.path < b.path ? -1 : 1)),
    subtrees: wholes.map((folder) => {
      const within = specs.filter(({ path }) => wholeOf(path) === folder);
      const folders = within.map(({ path, content, source }) => {
        return {
          folder: dirname(path),
          source,
          isUpper: content.includes('- ../'),
          files: [fileOf(basename(path), content)],
        };
      });
      return newParts(folder, [], () => ({ said: null, folders, mistakes: [] })).subtree;
    }),
    owned,
  };
}

/**
 * For tests: everything below a folder but what starts with `.cache` or `.git/`, by path. Links read `-> target`, and
 * empty folders end in `/`.
 */
export function treeOf(root: string, below = ''): Record<string, string> {
  const found: Record<string, string> = {};
  if (!existsSync(join(root, below))) return found;
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const target = join(root, path);
    if (path === '.cache' || path === '.git') continue;
    if (entry.isSymbolicLink()) found[path] = `-> ${readlinkSync(target)}`;
    else if (!entry.isDirectory()) found[path] = entry.isFile() ? readFileSync(target, 'utf8') : 'special';
    else if (readdirSync(target).length === 0) found[`${path}/`] = '';
    else Object.assign(found, treeOf(root, path));
  }
  return found;
}
