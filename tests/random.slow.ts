import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../generators/programs/run.ts';
import { repository } from '../generators/repository.ts';

// What everyday tests try a quarter of: `generators/testing/runs.ts`.
test('property tests hold for all of their random cases', async () => {
  const files = globSync('{generators,apps,policies,lab,tests}/**/*.test.ts', { cwd: repository }).filter((file) =>
    readFileSync(join(repository, file), 'utf8').includes('/testing/runs.ts'),
  );
  assert.ok(files.length > 0);
  // Beneath a test, Node.js would run none.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout } = await run(
    process.execPath,
    ['--test', '--test-isolation=none', '--test-reporter=spec', ...files],
    { cwd: repository, env: { ...env, ALL_RUNS: '1' } },
  );
  assert.equal(status, 0, stdout);
});
