import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isKnownToBeRight, remember } from './verdict.ts';

const base = mkdtempSync(join(tmpdir(), 'verdict-'));
process.env.MOBILE_GITOPS_CACHE = join(base, 'cache');
after(() => rmSync(base, { recursive: true, force: true }));

for (const folder of ['apps', 'generators']) mkdirSync(join(base, folder));
const app = join(base, 'apps', 'index.ts');
const block = join(base, 'generators', 'block.ts');
writeFileSync(app, 'export {};\n');

/** As another branch has the engine. */
const branch = (number: number) => writeFileSync(block, `export const one = ${number};\n`);

test('a verdict is of all files that were read, and each of several branches has its own', () => {
  branch(1);
  assert.equal(isKnownToBeRight(base), false);
  remember(base, [app, block]);
  assert.equal(isKnownToBeRight(base), true);
  branch(2);
  assert.equal(isKnownToBeRight(base), false);
  remember(base, [app, block]);
  branch(1);
  assert.equal(isKnownToBeRight(base), true);
  writeFileSync(app, 'export const other = 1;\n');
  assert.equal(isKnownToBeRight(base), false);
});

test('of many the oldest are forgotten', () => {
  for (const number of [1, 2, 3, 4, 5, 6, 7]) {
    branch(number);
    remember(base, [app, block]);
  }
  const known = [1, 2, 7].map((number) => {
    branch(number);
    return isKnownToBeRight(base);
  });
  assert.deepEqual(known, [false, true, true]);
});
