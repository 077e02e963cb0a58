import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { families } from './families.ts';

/** Folders from ground to top: each imports from itself and from below. Only tests look up, and into the examples. */
const floors = [['kubernetes'], ['systems'], ['cluster'], ['example'], Object.keys(families)];

const importsOf = (file: string) =>
  [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/ from '(\.[^']+)'/g)]
    .map(([, path = '']) => relative(import.meta.dirname, join(import.meta.dirname, dirname(file), path)))
    .map((path) => path.split(/[\\/]/)[0] ?? '')
    .filter((folder) => floors.flat().includes(folder));

for (const [height, folders] of floors.entries()) {
  test(`${folders.join(', ')}: imports nothing from above`, () => {
    const below = new Set(floors.slice(0, height).flat());
    for (const folder of folders) {
      const files = globSync(`${folder}/**/*.ts`, { cwd: import.meta.dirname });
      for (const file of files.filter((name) => !name.endsWith('.test.ts'))) {
        for (const other of importsOf(file))
          assert.ok(other === folder || below.has(other), `${file} imports ${other}/`);
      }
    }
  });
}
