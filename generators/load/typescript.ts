import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The program of TypeScript for this system. The package `typescript` only starts what another package holds, one for
 * each system, as an optional dependency: `undefined` where it is left out. Started directly, because `bin/tsc` is a
 * Node.js process more.
 */
export function typescript(): string | undefined {
  try {
    const own = createRequire(import.meta.url).resolve('typescript/package.json');
    const system = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
    const folder = join(dirname(createRequire(own).resolve(system)), 'lib');
    return ['tsc', 'tsc.exe'].map((name) => join(folder, name)).find((path) => existsSync(path));
  } catch {
    return undefined;
  }
}
