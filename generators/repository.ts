import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Catalogue } from './model/fleet.ts';
import type { Rule } from './model/rule.ts';

/** The repository this code belongs to: absolute. */
export const repository = dirname(import.meta.dirname);

/** What the backend of a repository consists of: its own `apps/index.ts`, or this repository's where it has none. */
export async function loadCatalogue(root: string): Promise<Catalogue> {
  return (await load<{ catalogue: Catalogue }>(root, 'apps')).catalogue;
}

/** The rules of a repository: its own `policies/index.ts`, or this repository's where it has none. */
export async function loadRules(root: string): Promise<readonly Rule[]> {
  return (await load<{ rules: readonly Rule[] }>(root, 'policies')).rules;
}

/** The engine knows apps and rules by their types alone: which ones there are is found when a command runs. */
async function load<T>(root: string, folder: string): Promise<T> {
  const own = join(root, folder, 'index.ts');
  const file = existsSync(own) ? own : join(repository, folder, 'index.ts');
  return (await import(pathToFileURL(file).href)) as T;
}
