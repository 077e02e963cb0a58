import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repository } from '../../generators/repository.ts';
import { beside, floors, floorTable } from './floors.ts';
import { type Import, importsOf, isTest } from './imports.ts';

const names = floors.map(({ name }) => name);

/** The floor of a file of the engine. */
function floorOf(path: string): string {
  const [, first = '', ...rest] = path.split('/');
  return rest.length > 0 ? `${first}/` : first;
}

const isEngine = (path: string) => path.startsWith('generators/');
type Arrow = Pick<Import, 'from' | 'to'>;
const words = ({ from, to }: Arrow) => `${from} imports ${to}`;

/** Imports from a higher floor, which are forbidden. */
function climbs(imports: readonly Arrow[]): string[] {
  const order = (path: string) => names.indexOf(floorOf(path));
  return imports
    .filter(({ from, to }) => isEngine(from) && !isTest(from) && (!isEngine(to) || order(to) > order(from)))
    .map(words);
}

/** Import cycles, each as a path. */
function circles(imports: readonly Arrow[]): string[] {
  const next = Map.groupBy(imports, ({ from }) => from);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(' → '));
    else if (!done.has(file)) {
      for (const { to } of next.get(file) ?? []) visit(to, [...way, file]);
      done.add(file);
    }
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}

const imports = importsOf(['generators', 'apps', 'policies', 'scripts', 'lab', 'bench', 'tests']);

test('every folder of the engine is a floor, and every floor exists', () => {
  const present = readdirSync(join(repository, 'generators'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.name.endsWith('.ts'))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .filter((name) => name !== 'testing/');
  assert.deepEqual(present.sort(), [...names].sort());
});

test('a floor imports only from the floors below it', () => {
  assert.deepEqual(climbs(imports), []);
});

test('an import from a higher floor is noticed', () => {
  const up = [
    { from: 'generators/link/link.ts', to: 'generators/plan/plan.ts' },
    { from: 'generators/model/app.ts', to: 'apps/names.ts' },
    { from: 'generators/link/link.ts', to: 'generators/model/app.ts' },
    { from: 'generators/link/link.test.ts', to: 'generators/plan/plan.ts' },
  ];
  assert.deepEqual(climbs(up), up.slice(0, 2).map(words));
});

test('there are no import cycles', () => {
  assert.deepEqual(circles(imports), []);
  const circle = [
    { from: 'a.ts', to: 'b.ts' },
    { from: 'b.ts', to: 'c.ts' },
    { from: 'c.ts', to: 'b.ts' },
  ];
  assert.deepEqual(circles(circle), ['b.ts → c.ts → b.ts']);
});

for (const [folder, allowed] of Object.entries(beside)) {
  test(`${folder} imports only ${allowed.join(' and ')}`, () => {
    const isAllowed = (path: string) =>
      isEngine(path) ? allowed.includes(floorOf(path)) : allowed.some((one) => path.startsWith(one));
    const others = imports.filter(({ from, to }) => {
      if (!from.startsWith(`${folder}/`) || isTest(from) || to.startsWith(`${folder}/`)) return false;
      return !isAllowed(to);
    });
    assert.deepEqual(others.map(words), []);
  });
}

test('the lab and the benchmark import nothing of tests and of apps', () => {
  const known = imports.filter(({ from, to }) => /^(lab|bench)\//.test(from) && /^(tests|apps)\//.test(to));
  assert.deepEqual(known.map(words), []);
});

test('tests of the engine import nothing of apps', () => {
  const known = imports.filter(({ from, to }) => isEngine(from) && isTest(from) && /^(apps|policies)\//.test(to));
  assert.deepEqual(known.map(words), []);
});

test('one file links levels: all others use its graphs', () => {
  const linking = imports.filter(
    ({ from, to, names }) =>
      to === 'generators/link/link.ts' && names.includes('link') && isEngine(from) && !isTest(from),
  );
  // `explain` links once more for each image that it tries in place of another.
  assert.deepEqual(
    linking.map(({ from }) => from),
    ['generators/explain/explain.ts', 'generators/link/clusters.ts'],
  );
});

test('CONTRIBUTING.md shows these floors', () => {
  assert.ok(readFileSync(join(repository, 'CONTRIBUTING.md'), 'utf8').includes(floorTable()), floorTable());
});
