import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { codeDigests } from './codeDigests.ts';
import { withKept } from './keptResults.ts';

const root = mkdtempSync(join(tmpdir(), 'kept-'));
process.env.MOBILE_GITOPS_CACHE = join(root, 'cache');
after(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, 'apps'));
const save = (text: string) => writeFileSync(join(root, 'apps', 'index.ts'), text);
save('export {};');

const read = (key: string) => withKept(root, async ({ results }) => results.get<number>(key));

test('what a run computed is there in the next one', async () => {
  await setTimeout(20);
  await withKept(root, async ({ results }) => results.put('one', 1), Date.now());
  assert.equal(await read('one'), 1);
});

test('of a run in which somebody saved code nothing is kept, and what was there before stays', async () => {
  await setTimeout(20);
  const run = withKept(
    root,
    async ({ results }) => {
      results.put('two', 2);
      save('export const other = 1;');
    },
    Date.now(),
  );
  await run;
  assert.deepEqual([await read('one'), await read('two')], [1, undefined]);
});

test('code, and files that code reads, are counted; tests and pages are not', () => {
  const before = codeDigests(root).plan;
  const after = ['index.test.ts', 'README.md', 'script.lua', 'index.ts'].map((name) => {
    writeFileSync(join(root, 'apps', name), `${name}`);
    return codeDigests(root).plan;
  });
  assert.deepEqual([after[0], after[1]], [before, before]);
  assert.equal(new Set([before, after[2], after[3]]).size, 3);
});
