import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSync } from '../generators/programs/run.ts';
import { repository } from '../generators/repository.ts';
import { leftOut } from './checkers.ts';

// `npm run check`, as two tests. TypeScript keeps what it found, by the checksums of all files, and looks again at what
// follows from a changed one. One checker: several look at shared types several times, for nearly twice the CPU time.
const types = ['--noEmit', '--checkers', '1', '--incremental', '--tsBuildInfoFile', '.cache/types.tsbuildinfo'];

for (const [title, checker, args] of [
  ['types agree', 'tsc', types],
  ['format and lint are as configured', 'biome', ['check', '.']],
] as const) {
  test(title, { skip: leftOut(checker) }, () => {
    const program = join(repository, 'node_modules/.bin', checker);
    const { status, stdout, stderr } = runSync(program, args, { cwd: repository });
    assert.equal(status, 0, stdout + stderr);
  });
}
