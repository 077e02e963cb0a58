import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repository } from '../repository.ts';
import { keySum } from './keySum.ts';

/** Checksums of the code that judges: it is part of the key of what it found. */
export interface CodeDigests {
  /** What holds objects against the model, and says what schemas and the API server's code said. */
  readonly judge: string;
  /** That, and what rules are made of. */
  readonly rules: string;
  /** What files are planned by: all code but that of rules. */
  readonly plan: string;
  /** All code, the apps' and their operators' too. */
  readonly all: string;
}

/** What the folder `policies` may import, which the test of floors holds, and what applies its rules. */
const ofJudge = ['generators/kept', 'generators/model', 'generators/upstream', 'generators/files', 'generators/judge'];

/**
 * Of the code that a command runs for a tree: this repository's, and the tree's own apps and rules where it has them,
 * which may import what is beside them.
 */
export function codeDigests(root: string): CodeDigests {
  const sums = codeFiles(root).map(({ at, file }) => sumOf(at, file));
  const of = (folders: readonly string[]) =>
    keySum(
      process.version,
      sums.filter(([file]) => !file.includes('/') || folders.some((folder) => file.startsWith(`${folder}/`))),
    );
  return {
    judge: of(ofJudge),
    rules: of([...ofJudge, 'policies']),
    plan: of(['generators', 'apps']),
    all: keySum(process.version, sums),
  };
}

/**
 * Whether some of that code was written since a time: then what was loaded may be another state of it than was counted.
 * @param milliseconds since the start of 1970
 */
export function isWrittenSince(root: string, milliseconds: number): boolean {
  return codeFiles(root).some(({ at, file }) => statSync(join(at, file)).mtimeMs >= milliseconds);
}

function codeFiles(root: string): readonly { readonly at: string; readonly file: string }[] {
  return [...new Set([repository, root])].flatMap((at) => [
    // The packages that code imports, by their checksums.
    ...['package.json', 'package-lock.json'].filter((file) => existsSync(join(at, file))).map((file) => ({ at, file })),
    ...['policies', 'generators', 'apps'].flatMap((folder) => filesBelow(at, folder)).map((file) => ({ at, file })),
  ]);
}

function filesBelow(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isOfTests.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** All other files may be read by code, such as the scripts of gateways. */
const isOfTests = /\.test\.ts$|\.golden\.txt$|\.md$/;

/** A file, from the root that it is in, and its checksum. */
type Sum = readonly [file: string, sum: string];

const sumOf = (root: string, file: string): Sum => [file, hash('sha256', readFileSync(join(root, file)))];
