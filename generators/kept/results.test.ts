import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { openResults } from './results.ts';

function fileIn(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'results-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'below', 'results.sqlite');
}

/** Keeps values under `one`, `two` and so on, in a run of its own. */
function keep(file: string, values: Readonly<Record<string, unknown>>): void {
  const results = openResults(file);
  for (const [key, value] of Object.entries(values)) results.put(key, value);
  results.close();
}

/** What another run finds. */
function found(file: string, ...keys: readonly string[]): readonly unknown[] {
  const results = openResults(file);
  const values = keys.map((key) => results.get(key));
  results.close();
  return values;
}

test('what one run keeps, the next one finds', (context) => {
  const file = fileIn(context);
  keep(file, { one: { a: ['ä', 1, null] }, two: false });
  assert.deepEqual(found(file, 'one', 'two', 'three'), [{ a: ['ä', 1, null] }, false, undefined]);
});

const text = 'x'.repeat(10_000);

const damages: readonly (readonly [string, (file: string) => void])[] = [
  ['is no database', (file) => writeFileSync(file, text)],
  ['is empty', (file) => truncateSync(file)],
  ['is cut off', (file) => truncateSync(file, statSync(file).size >> 1)],
  [
    'is a folder',
    (file) => {
      rmSync(file);
      mkdirSync(file);
    },
  ],
  [
    'has another table of this name',
    (file) => {
      rmSync(file);
      const other = new DatabaseSync(file);
      other.exec('CREATE TABLE kept (something)');
      other.close();
    },
  ],
  [
    'has another value than was kept',
    (file) => {
      const database = new DatabaseSync(file);
      database.exec("UPDATE kept SET value = (SELECT value FROM kept WHERE key = 'two')");
      database.close();
    },
  ],
  [
    'has pages with other bytes',
    (file) => {
      const bytes = readFileSync(file);
      for (let at = 4096; at < bytes.length; at += 101) bytes[at] = 255 - (bytes[at] ?? 0);
      writeFileSync(file, bytes);
    },
  ],
];

for (const [what, damage] of damages) {
  test(`where the file ${what}, nothing wrong is found, and a run keeps what it has`, (context) => {
    const file = fileIn(context);
    keep(file, Object.fromEntries([...Array(200).keys()].map((index) => [`key ${index}`, `${index}${text}`])));
    keep(file, { one: 'one', two: 'two' });
    damage(file);
    const results = openResults(file);
    for (const key of ['one', 'two', 'key 7', 'key 150']) {
      const value = results.get<string>(key);
      const right = key.startsWith('key ') ? `${key.slice(4)}${text}` : key;
      assert.ok(value === undefined || value === right, `${key} ${value?.slice(0, 20)}`);
      results.put(key, 'new');
      assert.equal(results.get(key), 'new');
    }
    results.close();
  });
}

test('two runs at a time keep what both have', (context) => {
  const file = fileIn(context);
  const [first, second] = [openResults(file), openResults(file)];
  for (let index = 0; index < 600; index++) (index % 2 === 0 ? first : second).put(`key ${index}`, index);
  first.close();
  second.close();
  assert.deepEqual(found(file, 'key 0', 'key 1', 'key 598', 'key 599'), [0, 1, 598, 599]);
});

test('a file that is deleted while a run has it open harms nobody', (context) => {
  const file = fileIn(context);
  const results = openResults(file);
  results.put('one', 1);
  rmSync(join(file, '..'), { recursive: true });
  for (let index = 0; index < 300; index++) results.put(`key ${index}`, index);
  assert.equal(results.get('one'), 1);
  results.close();
  keep(file, { two: 2 });
  assert.deepEqual(found(file, 'two'), [2]);
});

test('what is forgotten is not there', (context) => {
  const file = fileIn(context);
  keep(file, { one: 1, two: 2 });
  const results = openResults(file);
  results.forget('one');
  assert.deepEqual([results.has('one'), results.has('two')], [false, true]);
  results.close();
});

test('where there is too much, what was not used for longest goes', (context) => {
  const file = fileIn(context);
  const noise = (seed: number) => Array.from({ length: 5_000 }, (_, index) => (index * seed) % 9973);
  keep(file, { old: noise(7919), used: noise(7907) });
  const database = new DatabaseSync(file);
  database.exec('UPDATE kept SET day = day - 9');
  database.close();
  assert.ok(found(file, 'used').every((value) => value !== undefined));
  const results = openResults(file, 40_000);
  results.put('new', noise(7901));
  results.close();
  assert.deepEqual(
    found(file, 'old', 'used', 'new').map((value) => value !== undefined),
    [false, true, true],
  );
});
