import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runSync } from '../programs/run.ts';
import { repository } from '../repository.ts';

/** Formats `apps/` as `npm run fix` does, where Biome is installed: what shrank may fit a line now. */
export function formatSources(root: string): void {
  const biome = join(repository, 'node_modules/.bin/biome');
  if (existsSync(biome)) runSync(biome, ['check', '--write', 'apps'], { cwd: root });
}
