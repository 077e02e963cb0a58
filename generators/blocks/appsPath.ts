import { relative, sep } from 'node:path';
import { repository } from '../repository.ts';

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
