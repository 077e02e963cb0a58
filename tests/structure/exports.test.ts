import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportsOf, namesIn, shared } from './exports.ts';

/** Names that two files may export, each with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  externalSecrets: 'a block makes the objects, and the system of the rules has the name of its operator',
  System: 'blocks render systems of data, and rules describe them: neither may import the other',
  Workload: 'blocks render workloads, and rules read them: neither may import the other',
};

test('one exported name is declared in one file', () => {
  const folders = ['apps', 'bench', 'generators', 'lab', 'policies', 'scripts'];
  const found = new Map([...shared(exportsOf(folders))].filter(([name]) => !(name in exceptions)));
  assert.deepEqual(found, new Map());
});

test('every exception is in use', () => {
  const found = shared(exportsOf(['apps', 'generators', 'policies']));
  assert.deepEqual(
    Object.keys(exceptions).filter((name) => !found.has(name)),
    [],
  );
});

test('a name in two files is noticed, and a name that a file passes on is not', () => {
  const texts = {
    'a.ts': 'export function one() {}\nexport async function* two() {}\nexport type { Three } from "./c.ts";\n',
    'b.ts': 'export const one = 1;\nconst two = 2;\nexport class Four {}\n',
    'c.ts': 'export interface Three {}\nexport type Five = 5;\n',
  };
  const exporting = Object.entries(texts).map(([file, text]) => ({ file, names: namesIn(text) }));
  assert.deepEqual(shared(exporting), new Map([['one', ['a.ts', 'b.ts']]]));
});
