import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../generators/programs/cache.ts';
import { moveInto } from '../../generators/programs/toolchain.ts';

/** An archive that is unpacked once and kept in the cache. */
interface Download {
  /** Name of the program in it. */
  readonly name: string;
  /** What it is pinned by: another value is another folder of the cache. */
  readonly pins: object;
  /** Path in it of the program, or of the folder of programs. */
  readonly path: string;
}

/**
 * The path of a download in the cache, which `make` fills when it is not there.
 * @param make downloads into a temporary folder, and returns the folder below it with the unpacked archive
 */
export async function unpacked(
  { name, pins, path }: Download,
  make: (temporary: string) => Promise<string>,
): Promise<string> {
  const key = createHash('sha256').update(JSON.stringify(pins)).digest('hex').slice(0, 16);
  const home = join(cacheFolder(), 'tools', `${name}-${key}`);
  const program = join(home, path);
  if (existsSync(program)) return program;
  mkdirSync(dirname(home), { recursive: true });
  const temporary = mkdtempSync(`${home}-`);
  try {
    moveInto(await make(temporary), home, program);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return program;
}
