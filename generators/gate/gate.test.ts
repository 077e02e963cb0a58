import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Danger } from '../diff/dangers/consequence.ts';
import type { Diff, Explained } from '../diff/diff.ts';
import { type Acknowledged, acknowledgedFile, acknowledgedIn } from './acknowledged.ts';
import { contentDigest } from './contentDigest.ts';
import { gateOf as gateWith } from './gate.ts';

const change = (name: string, kind: Explained['kind'], ...dangers: Danger[]): Explained => ({
  kind,
  object: `Cluster/${name}`,
  fields: [],
  in: { environment: 'production', cluster: 'us-1', app: name },
  consequences: dangers.map((danger) => ({ danger, words: danger })),
  causes: [],
});

const nothing: Diff = {
  base: 'main',
  changes: [],
  settings: [],
  beside: [],
  applications: { added: [], removed: [] },
  capacity: [],
  files: [],
  overlays: { changed: 0, all: 0 },
};
const users = change('users', 'removed', 'data', 'deletes');
const many = Array.from({ length: 11 }, (_, index) => change(`old-${index}`, 'removed', 'deletes'));
const edited = (file: string): Diff => ({ ...nothing, files: [file] });
/** The gate where every changed file has the same content. */
const gateOf = (diff: Diff, acknowledged: readonly Acknowledged[], content = '1') =>
  gateWith(diff, acknowledged, () => content);

const cases: readonly (readonly [string, Diff, RegExp | undefined])[] = [
  ['nothing', nothing, undefined],
  ['pods that restart', { ...nothing, changes: [change('api', 'changed', 'restarts', 'publishes')] }, undefined],
  ['data that is deleted', { ...nothing, changes: [users] }, /loses data: 1 object/],
  ['a guard that is weakened', { ...nothing, changes: [change('api', 'changed', 'weakens')] }, /weakens a guard/],
  ['ten deleted objects', { ...nothing, changes: many.slice(0, 10) }, undefined],
  ['eleven deleted objects', { ...nothing, changes: many }, /deletes 11 objects, more than 10/],
  ['a fleet that shrinks', { ...nothing, applications: { added: [], removed: ['us-1-api'] } }, /by 1 Application/],
  ['a rule', edited('policies/data/data-deleted.ts'), /edits 1 file that guards all others/],
  ['the gate itself', edited('generators/gate/gated.ts'), /edits 1 file/],
  ['a pipeline', edited('.github/workflows/ci.yml'), /edits 1 file/],
  ['who must review', edited('.github/CODEOWNERS'), /edits 1 file/],
  ['a test of a rule', edited('policies/cases.test.ts'), undefined],
  ['an app', edited('apps/api.ts'), undefined],
];

for (const [title, diff, expected] of cases) {
  test(`${title}: the gate is ${expected ? 'closed' : 'open'}`, () => {
    const gate = gateOf(diff, []);
    assert.equal(gate.open, expected === undefined);
    if (expected) assert.match(gate.gated.map(({ what }) => what).join('\n'), expected);
  });
}

test('an acknowledgement opens the gate for exactly that change, whatever the order, and for no other', () => {
  const two = { ...nothing, changes: [users, change('feed', 'removed', 'data')] };
  const { digest = '' } = gateOf(two, []);
  const acknowledged = [{ change: digest, reason: 'both moved' }];
  assert.deepEqual([gateOf(two, acknowledged).open, gateOf(two, acknowledged).reason], [true, 'both moved']);
  assert.equal(gateOf({ ...two, changes: two.changes.toReversed() }, acknowledged).open, true);
  assert.equal(gateOf({ ...two, changes: [users] }, acknowledged).open, false, 'a part of it');
  const more = { ...two, changes: [...two.changes, change('events', 'removed', 'data')] };
  assert.equal(gateOf(more, acknowledged).open, false, 'more than that');
  // After the merge nothing differs: the entry is idle, and opens nothing.
  assert.deepEqual(gateOf(nothing, acknowledged).idle, [digest]);
  const rule = edited('policies/data/data-deleted.ts');
  const { digest: own = '' } = gateOf(rule, [], 'one');
  assert.equal(gateOf(rule, [{ change: own, reason: 'x' }], 'one').open, true);
  assert.equal(gateOf(rule, [{ change: own, reason: 'x' }], 'two').open, false);
});

test('the content of a file, a link that leads elsewhere and no file have digests of their own', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'gate-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, 'one'), 'a');
  writeFileSync(join(root, 'two'), 'b');
  symlinkSync('one', join(root, 'link'));
  symlinkSync('two', join(root, 'other'));
  const digests = ['one', 'two', 'link', 'other', 'none'].map((file) => contentDigest(root, file));
  assert.equal(new Set(digests).size, digests.length);
});

const files: readonly (readonly [string, RegExp])[] = [
  ['a: 1', /is no list/],
  ['- a', /entry without a digest as text and a reason: "a"/],
  ['- { change: abc }', /without a digest/],
  ['- { change: abc, reason: " " }', /without a digest/],
  ['- { change: 1234, reason: x }', /without a digest as text/],
  ['- [', /is no YAML/],
];

test('acknowledgements are read, and a file that is something else is a failure that says what', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'gate-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  assert.deepEqual(acknowledgedIn(root), []);
  mkdirSync(join(root, 'overlays'));
  const write = (text: string) => writeFileSync(join(root, acknowledgedFile), text);
  write('- { change: "00ff", reason: moved }\n');
  assert.deepEqual(acknowledgedIn(root), [{ change: '00ff', reason: 'moved' }]);
  for (const [text, message] of files) {
    write(text);
    assert.throws(() => acknowledgedIn(root), { name: 'Failure', message });
  }
});
