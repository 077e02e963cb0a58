import assert from 'node:assert/strict';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { silent } from '../console/progress.ts';
import { Failure } from '../model/finding.ts';
import { outputOf, runSync } from '../programs/run.ts';
import { compare } from './compare.ts';
import { emit } from './emit.ts';
import { withLock } from './lock.ts';
import { planOf, treeOf } from './testing/scratch.ts';

// Whatever is on the disk at the paths that the generator writes to or looks at.

const folder = mkdtempSync(join(tmpdir(), 'disk-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const pipe = join(folder, 'pipe');
outputOf(runSync('mkfifo', [pipe]));

const plans = [
  planOf({ 'base/a': '1', 'base/b/c': '1', 'argocd/d': '1', 'overlays/schema.json': '1' }),
  planOf({ 'base/a/e': '2', 'base/b': '2', 'argocd/d': '1', 'overlays/schema.json': '2' }, undefined, ['base/a']),
];
const generated = [
  'base',
  'base/a',
  'base/a/e',
  'base/a/e/f',
  'base/b',
  'base/b/c',
  'base/g',
  'argocd',
  'argocd/d/h',
  'overlays',
  'overlays/schema.json',
  'overlays/i',
];
const kept = generated.slice(1, 7).map((path) => `.cache/hand-edits/${path}`);
const own = [
  '.cache',
  '.cache/hand-edits',
  '.cache/written.json',
  '.cache/generate.lock',
  '.cache/generate.pid',
  '.cache/.generate-1.tmp',
  'base/.generate-2.tmp',
  `base/.generate-${process.pid}.tmp`,
  `.cache/.generate-${process.pid}.tmp`,
];
const kinds = ['file', 'folder', 'link', 'dangling', 'pipe', 'nothing'] as const;

/** Puts something at a path, in place of whatever is there; nothing where the path leads through no folder. */
function place(root: string, path: string, kind: (typeof kinds)[number], text: string): void {
  const target = join(root, path);
  try {
    rmSync(target, { recursive: true, force: true });
    if (kind === 'nothing') return;
    mkdirSync(kind === 'folder' ? target : dirname(target), { recursive: true });
    if (kind === 'file') writeFileSync(target, text);
    if (kind === 'link') symlinkSync(join(root, '../outside'), target);
    if (kind === 'dangling') symlinkSync('nowhere', target);
    if (kind === 'pipe') linkSync(pipe, target);
  } catch (error) {
    assert.match(String(error), /ENOTDIR|EEXIST|ENOENT/);
  }
}

/** Texts of a person, wherever they are. */
function textsIn(place: string): string[] {
  const stat = lstatSync(place);
  if (stat.isDirectory()) return readdirSync(place).flatMap((name) => textsIn(join(place, name)));
  const text = stat.isFile() ? readFileSync(place, 'utf8') : '';
  return text.startsWith('mine') ? [text] : [];
}

const steps = fc.array(
  fc.record({
    places: fc.array(
      fc.record({
        path: fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...generated) },
          fc.constantFrom(...kept),
          fc.constantFrom(...own),
        ),
        kind: fc.constantFrom(...kinds),
        text: fc.integer({ min: 0, max: 99 }),
      }),
      { maxLength: 5 },
    ),
    plan: fc.constantFrom(...plans),
  }),
  { minLength: 1, maxLength: 4 },
);

test('whatever is on the disk, a run writes the plan or says why not, and loses no text of a person', {
  skip: process.platform === 'win32',
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const home = mkdtempSync(join(folder, 'run-'));
      const root = join(home, 'root');
      mkdirSync(join(home, 'outside'), { recursive: true });
      writeFileSync(join(home, 'outside/file'), 'theirs');
      mkdirSync(root);
      for (const { places, plan } of all) {
        for (const { path, kind, text } of places) place(root, path, kind, own.includes(path) ? '' : `mine ${text}`);
        const before = new Set(textsIn(root));
        const outside = treeOf(join(home, 'outside'));
        try {
          await withLock(root, silent, () => emit(root, plan));
          assert.deepEqual(compare(root, plan), []);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          assert.ok(error.message.length > 0 && error.fix.length > 0);
        }
        const left = new Set(textsIn(root));
        for (const text of before) assert.ok(left.has(text), text);
        assert.deepEqual(treeOf(join(home, 'outside')), outside);
      }
      rmSync(home, { recursive: true });
    }),
    { numRuns: 60 },
  );
});
