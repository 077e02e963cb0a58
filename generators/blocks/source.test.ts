import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { repository } from '../repository.ts';
import { here } from './source.ts';

const cases: readonly (readonly [filename: string, path: string])[] = [
  [join(repository, 'apps/data/users.ts'), 'apps/data/users.ts'],
  [join(repository, 'generators/blocks/podApp.ts'), 'generators/blocks/podApp.ts'],
  ['/somewhere/else/apps/data/users.ts', 'apps/data/users.ts'],
  ['/apps/tree/apps/data/users.ts', 'apps/data/users.ts'],
];
for (const [filename, path] of cases) {
  test(`the declaring file ${filename.replace(repository, '<repository>')} is ${path}`, () => {
    assert.equal(here({ filename }), path);
  });
}
