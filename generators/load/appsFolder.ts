import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../repository.ts';

/** The folder whose `apps/` a repository loads: its own, or this repository where it has none. */
export function appsRoot(root: string): string {
  return existsSync(join(root, 'apps', 'index.ts')) ? root : repository;
}

/** The files in `apps/` that are loaded, without tests: paths from there, sorted. */
export function appsFiles(base: string): string[] {
  const names = readdirSync(join(base, 'apps'), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort();
}
