import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { repository } from '../repository.ts';
import { goEnvironment } from './go.ts';
import { ensureTool } from './toolchain.ts';

const run = promisify(execFile);
const tools = join(repository, 'tools');

test('the Go tools are formatted, vetted, and pass their own tests', async () => {
  assert.equal((await run('gofmt', ['-l', '.'], { cwd: tools })).stdout, '');
  await run('go', ['test', '-trimpath', '-vet=all', './...'], {
    cwd: tools,
    env: { ...process.env, ...goEnvironment },
  });
});

test('the merge keys in the repository are those of the pinned Kustomize', async () => {
  const judge = await ensureTool(repository, 'judge', () => {});
  const { stdout } = await run(judge, ['merge-keys']);
  assert.equal(readFileSync(join(repository, 'generators', 'layer', 'mergeKeys.json'), 'utf8'), stdout);
});
