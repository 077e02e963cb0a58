import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Finding } from '../model/finding.ts';
import { withoutColour } from './colour.ts';
import { formatFindings } from './findings.ts';
import { createFrames } from './frame.ts';

function rootWith(context: TestContext, files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'frame-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
  return root;
}

const framesOf = (root: string, columns = 80) => createFrames({ root, columns, style: withoutColour });

const frames: readonly (readonly [string, string, number, number, number, readonly string[]])[] = [
  ['the line, the one before, and a caret', 'a: 1\nb:\n  c: 2\n', 3, 3, 80, ['2 │ b:', '3 │   c: 2', '  │   ^']],
  ['a first line without one before', 'a: 1\n', 1, 4, 80, ['1 │ a: 1', '  │    ^']],
  ['numbers of two digits', `${'\n'.repeat(8)}a\nb`, 10, 1, 80, [' 9 │ a', '10 │ b', '   │ ^']],
  ['tabs as spaces', 'x\n\tab\tc', 2, 5, 80, ['1 │ x', '2 │     ab  c', '  │         ^']],
  ['wide characters', 'x\nä語한: 🚀b', 2, 8, 80, ['1 │ x', '2 │ ä語한: 🚀b', '  │          ^']],
  ['half-width characters', 'x\nｱﾝa', 2, 3, 80, ['1 │ x', '2 │ ｱﾝa', '  │   ^']],
  ['a letter with combining marks as one', 'x\ne\u0301\u0302b', 2, 4, 80, ['1 │ x', '2 │ e\u0301\u0302b', '  │  ^']],
  ['no control character', 'x\n\u001b[2Ja\u202eb', 2, 5, 80, ['1 │ x', '2 │ \\u{1b}[2Ja\\u{202e}b', '  │          ^']],
  ['a column beyond the end of its line at that end', 'x\nab', 2, 9, 80, ['1 │ x', '2 │ ab', '  │   ^']],
  ['line ends of Windows', 'x\r\nab\r\n', 2, 2, 80, ['1 │ x', '2 │ ab', '  │  ^']],
  [
    'the part of a long line that matters',
    `${'0123456789'.repeat(5)}\n${'abcdefghij'.repeat(9)}`,
    2,
    46,
    37,
    [`1 │ …${'0123456789'.repeat(5).slice(31)}`, '2 │ …bcdefghijabcdefghijabcdefghi…', `  │ ${' '.repeat(15)}^`],
  ],
  [
    'the beginning of a long line',
    `${'0'.repeat(40)}\n${'a'.repeat(40)}`,
    2,
    2,
    27,
    [`1 │ ${'0'.repeat(19)}…`, `2 │ ${'a'.repeat(19)}…`, '  │  ^'],
  ],
];

for (const [what, content, line, column, columns, expected] of frames) {
  test(`a frame shows ${what}`, (context) => {
    const frame = framesOf(rootWith(context, { 'a.yaml': content }), columns)({ file: 'a.yaml', line, column });
    assert.deepEqual(
      frame,
      expected.map((one) => `  ${one}`),
    );
  });
}

test('lines of TypeScript end where TypeScript says', (context) => {
  const frame = framesOf(rootWith(context, { 'a.ts': 'a\rb\u2028c' }))({ file: 'a.ts', line: 3, column: 1 });
  assert.deepEqual(frame, ['  2 │ b', '  3 │ c', '    │ ^']);
});

test('there is no frame for what is gone, shorter now, huge, a folder, outside, or the whole of a file', (context) => {
  const outside = rootWith(context, { 'secret.yaml': 'a\nb\n' });
  const root = rootWith(context, { 'a.yaml': 'a\nb', 'long.yaml': `x\n${'x'.repeat(10_001)}` });
  writeFileSync(join(root, 'huge.yaml'), 'x\n'.repeat(500_001));
  mkdirSync(join(root, 'folder'));
  symlinkSync(join(outside, 'secret.yaml'), join(root, 'link.yaml'));
  const frame = framesOf(root);
  for (const file of [
    'gone.yaml',
    'folder',
    'link.yaml',
    `../${outside.split('/').at(-1)}/secret.yaml`,
    'long.yaml',
    'huge.yaml',
  ])
    assert.deepEqual(frame({ file, line: 2, column: 1 }), [], file);
  assert.deepEqual(frame({ file: 'a.yaml', line: 3, column: 1 }), []);
  assert.deepEqual(frame({ file: 'a.yaml', line: 1, column: 1 }), []);
  assert.equal(frame({ file: 'a.yaml', line: 2, column: 1 }).length, 3);
});

test('a position is shown once, and twenty of them', (context) => {
  const frame = framesOf(rootWith(context, { 'a.yaml': 'a\n'.repeat(40) }));
  const lengths = (from: number) =>
    Array.from({ length: 20 }, (_, index) => frame({ file: 'a.yaml', line: from + index, column: 1 }).length);
  assert.deepEqual(frame({ file: 'a.yaml', line: 2, column: 1 }).length, 3);
  assert.deepEqual(lengths(2), [0, ...Array.from({ length: 19 }, () => 3)]);
  assert.equal(lengths(22)[0], 0);
});

test('a finding has its frame between what is wrong and the fix', (context) => {
  const root = rootWith(context, { 'a.yaml': 'a: 1\nb: x\n' });
  const at = { file: 'a.yaml', line: 2, column: 4 };
  const finding: Finding = { code: 'x', severity: 'error', message: 'x is no number.', fix: 'Write one.', at };
  assert.equal(
    formatFindings([finding], { ...withoutColour, frame: framesOf(root) }),
    [
      'error  x  a.yaml:2:4',
      '  x is no number.',
      '  1 │ a: 1',
      '  2 │ b: x',
      '    │    ^',
      '  fix  Write one.',
      '',
    ].join('\n'),
  );
});
