import { globSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../generators/repository.ts';

/**
 * The programs that check code. Their packages only start what others hold, one for each system, as optional
 * dependencies: `npm ci --omit=optional` leaves those out.
 */
const checkers = { tsc: '@typescript/typescript-*', biome: '@biomejs/cli-*' } as const;

/**
 * The reason why a program that checks code cannot run, or `false` where it can: the value of a test's option `skip`.
 */
export function leftOut(checker: keyof typeof checkers): string | false {
  const found = globSync(checkers[checker], { cwd: join(repository, 'node_modules') });
  return found.length === 0 && `npm ci --omit=optional left ${checker} out`;
}
