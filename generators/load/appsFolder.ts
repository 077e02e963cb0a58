import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { repository } from '../repository.ts';

/** The folder whose `apps/` a repository loads: its own, or this repository where it has none. */
export function appsRoot(root: string): string {
  return existsSync(join(root, 'apps', 'index.ts')) ? root : repository;
}

/**
 * The repository path of a file in `apps/`, by its path on the disk; `undefined` for any other file. A repository named
 * by `--root` has its apps elsewhere than this code: there, the last folder `apps` in the path counts.
 */
export function appsPath(file: string): string | undefined {
  const inside = relative(repository, file).split(sep).join('/');
  if (inside.startsWith('apps/')) return inside;
  if (!inside.startsWith('../') || inside.includes('/node_modules/')) return undefined;
  return /^.*\/(apps\/.*)$/.exec(inside)?.[1];
}

/** The files in `apps/` that are loaded, without tests: paths from there, sorted. */
export function appsFiles(base: string): string[] {
  const names = readdirSync(join(base, 'apps'), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort();
}
