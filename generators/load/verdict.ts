import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { cacheFolder } from '../programs/cache.ts';
import { repository } from '../repository.ts';
import { appsFiles } from './appsFolder.ts';

/** The verdict that apps are right: the other files that TypeScript read for it, and the checksum of their content. */
interface Verdict {
  /** Paths from the folder whose `apps/` are checked, with forward slashes. */
  readonly files: readonly string[];
  readonly checksum: string;
}

/** How many verdicts about the same apps are kept: each is of another branch or working tree. */
const most = 6;

/** Whether TypeScript has found no error in these very files before. */
export function isKnownToBeRight(base: string): boolean {
  return verdictsOf(base).some(({ files, checksum }) => {
    try {
      return checksum === checksumOf(base, files);
    } catch {
      return false;
    }
  });
}

/** The last one first. */
function verdictsOf(base: string): readonly Verdict[] {
  try {
    const read: unknown = JSON.parse(readFileSync(fileOf(base), 'utf8'));
    return Array.isArray(read) ? (read as readonly Verdict[]) : [];
  } catch {
    return [];
  }
}

/**
 * Keeps the verdict that TypeScript found no error. Where the cache cannot be written, the next run finds it again.
 * @param read absolute paths of all files that it read
 */
export function remember(base: string, read: readonly string[]): void {
  const files = read
    .filter((path) => !path.includes('/node_modules/'))
    .map((path) => relative(base, path).split(sep).join('/'))
    .filter((path) => !path.startsWith('apps/'));
  try {
    const verdict: Verdict = { files, checksum: checksumOf(base, files) };
    const others = verdictsOf(base).filter(({ checksum }) => checksum !== verdict.checksum);
    const file = fileOf(base);
    mkdirSync(dirname(file), { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, JSON.stringify([verdict, ...others].slice(0, most)));
    renameSync(unfinished, file);
  } catch {
    return;
  }
}

/**
 * The file of the verdict about some apps. It is named by their content, and by what pins compiler, options and
 * packages; copies of a repository share it.
 */
function fileOf(base: string): string {
  const pins = ['package-lock.json', 'tsconfig.json'].map((name) => readFileSync(join(repository, name), 'utf8'));
  const name = createHash('sha256')
    .update(pins.join('\0'))
    .update(checksumOf(join(base, 'apps'), appsFiles(base)))
    .digest('hex');
  return join(cacheFolder(), 'apps', `${name}.json`);
}

function checksumOf(base: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(base, file)))
      .update('\0');
  return hash.digest('hex');
}
