import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../testing/runs.ts';
import { compare } from './compare.ts';
import { planOf, put, scratch } from './testing/scratch.ts';

const files = Object.fromEntries(
  ['one', 'two'].flatMap((cluster) =>
    ['api/a.yaml', 'api/b.yaml', 'worker/deep/c.yaml'].map((name) => [
      `overlays/p/clusters/${cluster}/${name}`,
      `${cluster} ${name}\n`,
    ]),
  ),
);
const owned = ['overlays/p', 'base'];
const clusters = ['overlays/p/clusters/one', 'overlays/p/clusters/two'];
const plan = planOf({ ...files, 'base/x': 'x' }, owned, clusters);

/** Makes the record of what was seen later than all files: as if they had not been changed for a minute before it. */
function age(root: string): void {
  const record = join(root, '.cache/seen.json');
  const later = new Date(Date.now() + 60_000);
  if (existsSync(record)) utimesSync(record, later, later);
}

const differences = (root: string, of = plan) => compare(root, of).map(({ kind, path }) => `${kind} ${path}`);
const anew = (root: string) => {
  const record = join(root, '.cache/seen.json');
  const data = existsSync(record) ? readFileSync(record, 'utf8') : undefined;
  rmSync(record, { force: true });
  const found = differences(root);
  rmSync(record, { force: true });
  if (data !== undefined) put(root, { '.cache/seen.json': data });
  return found;
};

test('what was seen as planned is not read again, but for what was changed shortly before', (t) => {
  const root = scratch(t, { ...files, 'base/x': 'x' });
  const path = 'overlays/p/clusters/one/api/a.yaml';
  const record = () => JSON.parse(readFileSync(join(root, '.cache/seen.json'), 'utf8')) as Record<string, string[]>;
  assert.deepEqual(differences(root), []);
  const planned = record();
  put(root, { [path]: 'other' });
  assert.deepEqual(differences(root, planOf({ ...files, 'base/x': 'x', [path]: 'other' }, owned, clusters)), []);
  // A record that says something wrong of the files as they are now.
  const wrong = Object.entries(record()).map(([part, [state]]) => [part, [state, planned[part]?.[1]]]);
  put(root, { '.cache/seen.json': JSON.stringify(Object.fromEntries(wrong)) });
  assert.deepEqual(differences(root), [`changed ${path}`]);
  put(root, { '.cache/seen.json': JSON.stringify(Object.fromEntries(wrong)) });
  age(root);
  assert.deepEqual(differences(root), []);
});

test('what was seen as planned is compared with what is planned now', (t) => {
  const root = scratch(t, { ...files, 'base/x': 'x' });
  const path = 'overlays/p/clusters/one/api/a.yaml';
  differences(root);
  age(root);
  assert.deepEqual(differences(root, planOf({ ...files, 'base/x': 'x', [path]: 'other' }, owned, clusters)), [
    `changed ${path}`,
  ]);
});

const longAgo = new Date(2020, 1, 1);

/** What people and programs do to a tree. */
const edits: Readonly<Record<string, (root: string, path: string) => void>> = {
  'write another text of the same length': (_, path) =>
    existsSync(path) && writeFileSync(path, 'x'.repeat(readFileSync(path, 'utf8').length)),
  'write the same text again': (_, path) => existsSync(path) && writeFileSync(path, readFileSync(path)),
  'delete a file': (_, path) => rmSync(path, { force: true }),
  'delete a folder': (_, path) => rmSync(dirname(path), { recursive: true, force: true }),
  'add a file beside it': (_, path) => existsSync(dirname(path)) && writeFileSync(`${path}.orig`, ''),
  'add an empty folder': (_, path) => existsSync(dirname(path)) && mkdirSync(`${path}.d`, { recursive: true }),
  'put a link in its place': (_, path) => {
    if (!existsSync(path)) return;
    renameSync(path, `${path}.real`);
    symlinkSync(`${path}.real`, path);
  },
  'move the cluster away, and link to it': (root) => {
    const folder = join(root, 'overlays/p/clusters/one');
    if (!existsSync(folder) || existsSync(join(root, 'elsewhere'))) return;
    renameSync(folder, join(root, 'elsewhere'));
    symlinkSync('../../../elsewhere', folder);
  },
  'move all clusters away, and link to them': (root) => {
    const folder = join(root, 'overlays/p/clusters');
    if (!existsSync(folder) || existsSync(join(root, 'away'))) return;
    renameSync(folder, join(root, 'away'));
    symlinkSync('../../away', folder);
  },
  'exchange two clusters': (root) => {
    const folder = join(root, 'overlays/p/clusters');
    if (readdirSync(folder).length < 2) return;
    renameSync(join(folder, 'one'), join(folder, 'three'));
    renameSync(join(folder, 'two'), join(folder, 'one'));
    renameSync(join(folder, 'three'), join(folder, 'two'));
  },
  'write another text of the same length, and set the time back': (_, path) => {
    if (!existsSync(path)) return;
    writeFileSync(path, 'x'.repeat(readFileSync(path, 'utf8').length));
    utimesSync(path, longAgo, longAgo);
  },
};

test('over random walks of edits, what is found with what was seen is what is found anew', (t) => {
  const step = fc.record({
    edit: fc.constantFrom(...Object.keys(edits)),
    path: fc.constantFrom(...Object.keys(files)),
    look: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (walk) => {
      const root = scratch(t, { ...files, 'base/x': 'x' });
      for (const path of Object.keys(files)) utimesSync(join(root, path), longAgo, longAgo);
      const safely = (found: () => readonly string[]) => {
        try {
          return found();
        } catch (error) {
          return String(error);
        }
      };
      safely(() => differences(root));
      age(root);
      for (const { edit, path, look } of walk) {
        edits[edit]?.(root, join(root, path));
        if (look) safely(() => differences(root));
        age(root);
        const fresh = safely(() => anew(root));
        age(root);
        assert.deepEqual(
          safely(() => differences(root)),
          fresh,
        );
      }
    }),
    { numRuns: runs(100) },
  );
});

for (const [what, spoil] of Object.entries({
  'no JSON': (record: string) => writeFileSync(record, '{'),
  'something else': (record: string) => writeFileSync(record, '{"overlays/p/clusters/one":7,"x":null}'),
  'a folder': (record: string) => {
    rmSync(record);
    mkdirSync(record);
  },
})) {
  test(`a record that is ${what} is none`, (t) => {
    const root = scratch(t, { ...files, 'base/x': 'x' });
    assert.deepEqual(differences(root), []);
    spoil(join(root, '.cache/seen.json'));
    assert.deepEqual(differences(root), []);
  });
}
