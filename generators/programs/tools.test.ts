import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repository } from '../repository.ts';
import { go } from './go.ts';
import { outputOf, run } from './run.ts';
import { ensureTool } from './toolchain.ts';

const tools = join(repository, 'tools');

test('the Go tools are formatted, vetted, and pass their own tests', async () => {
  assert.equal(outputOf(await run('gofmt', ['-l', '.'], { cwd: tools })), '');
  outputOf(await go(tools, ['test', '-vet=all', './...']));
});

test('the merge keys in the repository are those of the pinned Kustomize', async () => {
  const driver = await ensureTool(repository, 'driver', () => {});
  const printed = outputOf(await run(driver, ['merge-keys']));
  assert.equal(readFileSync(join(repository, 'generators', 'layer', 'mergeKeys.json'), 'utf8'), printed);
});
