import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Catalogue } from './model/fleet.ts';
import type { Knowledge } from './model/knowledge.ts';
import type { Rule } from './model/rule.ts';

/** The repository this code belongs to: absolute. */
export const repository = dirname(import.meta.dirname);

/** Loads the catalogue of a repository: its own `apps/index.ts`, or this repository's where it has none. */
export async function loadCatalogue(root: string): Promise<Catalogue> {
  return (await load<{ catalogue: Catalogue }>(root, 'apps')).catalogue;
}

/** Loads the rules of a repository: its own `policies/index.ts`, or this repository's where it has none. */
export async function loadRules(root: string): Promise<readonly Rule[]> {
  return (await load<{ rules: readonly Rule[] }>(root, 'policies')).rules;
}

/** Loads what this repository's own rules know of objects, whatever tree is looked at. */
export async function loadKnowledge(): Promise<Knowledge> {
  return (await load<{ knowledge: Knowledge }>(repository, 'policies')).knowledge;
}

/** Imports a folder's `index.ts` when a command runs: the engine depends on the types of apps and rules alone. */
async function load<T>(root: string, folder: string): Promise<T> {
  const own = join(root, folder, 'index.ts');
  const file = existsSync(own) ? own : join(repository, folder, 'index.ts');
  return (await import(pathToFileURL(file).href)) as T;
}
