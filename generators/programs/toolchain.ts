import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openFileLock } from '../files/fileLock.ts';
import { Failure } from '../model/finding.ts';
import { cacheFolder } from './cache.ts';
import { go, goVersion } from './go.ts';
import { patched, type SourcePatch } from './patched.ts';

/** Receives a message when a slow step begins. */
export type Say = (message: string) => void;

/** A program in Go, pinned by the module that names it. */
export interface GoProgram {
  /** Folder of its module below the repository. */
  readonly module: string;
  /** What is built: one that begins with `./` is our own, and its sources count as well as the pins. */
  readonly package: string;
  /** How long its first build takes, in words. Default: a minute or two. */
  readonly takes?: string;
  /** Further flags for the linker. */
  readonly link?: string;
  /** Build tags, which include and exclude source files: https://pkg.go.dev/cmd/go#hdr-Build_constraints */
  readonly tags?: readonly string[];
  /** A patch of a dependency's source, applied before the build. */
  readonly patch?: SourcePatch;
}

/** The programs that all commands need. */
const programs = {
  driver: { module: 'tools', package: './driver' },
  // Apart from the driver: it takes longer to build than all else that `npm start` waits for.
  apivalidation: {
    module: 'tools/apivalidation',
    package: '.',
    takes: 'about three minutes on two cores',
  },
  kustomize: { module: 'tools', package: 'sigs.k8s.io/kustomize/kustomize/v5' },
} as const satisfies Record<string, GoProgram>;
export type Tool = keyof typeof programs;

/** The path of one of the programs that all commands need: `ensureProgram`. */
export const ensureTool = (root: string, tool: Tool, say: Say): Promise<string> =>
  ensureProgram(root, tool, programs[tool], say);

/** The path of one of them where it is built already. */
export async function builtTool(root: string, tool: Tool): Promise<string | undefined> {
  const { binary } = await placeOf(root, tool, programs[tool]);
  return existsSync(binary) ? binary : undefined;
}

/** Builds in progress in this process, by the folder that they create. */
const building = new Map<string, Promise<void>>();

/**
 * The path of a program, built by Go when it is not in the cache yet: once for the same sources, pins and Go version. A
 * caller waits for a build in progress, in this process or in another one.
 * @param root the repository whose module is built: absolute
 * @param name of the file
 * @throws Failure when Go is missing or too old, or when the build fails
 */
export async function ensureProgram(root: string, name: string, program: GoProgram, say: Say): Promise<string> {
  const { folder, home, binary } = await placeOf(root, name, program);
  if (existsSync(binary)) return binary;
  say(`building ${name} (once; ${program.takes ?? 'a minute or two'})`);
  const built =
    building.get(home) ??
    alone(home, binary, () => make(folder, program, home, binary)).finally(() => building.delete(home));
  building.set(home, built);
  await built;
  return binary;
}

/** Where a program's module is, and where the program is when it is built. */
async function placeOf(root: string, name: string, program: GoProgram) {
  const folder = join(root, program.module);
  const home = join(cacheFolder(), 'tools', keyOf(folder, name, program, await goVersion(folder)));
  return { folder, home, binary: join(home, process.platform === 'win32' ? `${name}.exe` : name) };
}

/** Builds a program unless another process has: one that is building it is waited for. */
async function alone(home: string, binary: string, work: () => Promise<void>): Promise<void> {
  const locks = join(cacheFolder(), 'locks');
  mkdirSync(locks, { recursive: true });
  const lock = openFileLock(join(locks, basename(home)));
  try {
    while (!lock.take('exclusive')) await setTimeout(200);
    if (!existsSync(binary)) await work();
  } finally {
    lock.close();
  }
}

/** Builds a program in a temporary folder, and renames that when it is complete. */
async function make(folder: string, program: GoProgram, home: string, binary: string): Promise<void> {
  mkdirSync(dirname(home), { recursive: true });
  const temporary = mkdtempSync(`${home}-`);
  try {
    const done = join(temporary, 'done');
    mkdirSync(done);
    await build(folder, program, join(done, basename(binary)), temporary);
    moveInto(done, home, binary);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Renames a finished folder to its final path, unless another process was faster: its result is the same. */
export function moveInto(temporary: string, home: string, binary: string): void {
  try {
    renameSync(temporary, home);
  } catch (error) {
    if (!existsSync(binary)) throw error;
  }
}

async function build(cwd: string, program: GoProgram, binary: string, temporary: string): Promise<void> {
  const { package: path, link, tags, patch } = program;
  // No symbols: a third less on disk.
  const flags = ['-ldflags', ['-s -w', link].filter(Boolean).join(' '), ...(tags ? ['-tags', tags.join()] : [])];
  if (patch) flags.push(`-modfile=${await patched(cwd, patch, temporary)}`);
  const { status, reason } = await go(cwd, ['build', ...flags, '-o', binary, path]);
  if (status === 0) return;
  throw new Failure(
    `Go could not build ${path}: ${reason.split('\n').slice(-3).join(' ')}`,
    'Where modules could not be downloaded, see that `go env GOPROXY` names a proxy this machine can reach.',
  );
}

/**
 * The cache key: everything that determines the binary. Our own programs depend on their sources, the others on their
 * pins.
 */
function keyOf(folder: string, name: string, { package: path, link, tags, patch }: GoProgram, version: string): string {
  const files = ['go.mod', 'go.sum', ...(path.startsWith('.') ? sourcesBelow(folder, path) : [])];
  const hash = createHash('sha256').update(JSON.stringify([name, version, process.arch, link, patch, ...(tags ?? [])]));
  for (const file of files) hash.update(`\n${file}\n`).update(readFileSync(join(folder, file)));
  return `${name}-${hash.digest('hex').slice(0, 16)}`;
}

/** Go files of our own program, relative to its module. */
function sourcesBelow(folder: string, path: string): string[] {
  return readdirSync(join(folder, path), { recursive: true, encoding: 'utf8' })
    .map((file) => join(path, file))
    .filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}
