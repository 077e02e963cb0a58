import { cpSync, existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GitFolder } from '../../generators/model/settings/index.ts';
import { moduleFolder } from '../../generators/programs/go.ts';
import type { Found } from './source.ts';

/** Go modules that hold the same files as a git repository at the same tag. */
const modules: Readonly<Record<string, string>> = {
  'https://github.com/kubernetes-sigs/gateway-api.git': 'sigs.k8s.io/gateway-api',
};

/**
 * A folder of a git repository at its tag, from the Go module of that repository.
 * @param into an empty folder of the caller's
 */
export async function findFolder({ repository, path, version }: GitFolder, into: string): Promise<Found> {
  const module = modules[repository];
  if (!module) return { reason: 'no Go module holds this repository' };
  try {
    const from = join(await moduleFolder(into, `${module}@${version}`, { timeout: 120_000 }), path);
    if (!existsSync(from)) return { reason: `${module} ${version} has no folder ${path}` };
    const folder = join(into, 'folder');
    cpSync(from, folder, { recursive: true });
    return { folder, standIns: [], versions: [`${module} ${version}`] };
  } catch (error) {
    return { reason: (error as Error).message.slice(0, 200) };
  }
}

/** All manifests of a folder, without those in folders below, as Argo CD reads it. */
export function manifestsIn(folder: string): string {
  const files = globSync('*.{yaml,yml,json}', { cwd: folder }).sort();
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n---\n');
}
