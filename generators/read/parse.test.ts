import assert from 'node:assert/strict';
import { test } from 'node:test';
import { told } from '../testing/readFiles.ts';
import { growth } from '../testing/work.ts';
import { parse } from './parse.ts';
import { decode } from './source.ts';
import { plainData } from './written.ts';

function parsed(text: string): { value: unknown; findings: string[] } {
  const result = decode('f', Buffer.from(text));
  assert.ok('source' in result);
  const { root, findings } = parse(result.source);
  for (const { fix } of findings) assert.notEqual(fix, '');
  return { value: root && plainData(root), findings: findings.map(told) };
}

const data: readonly [string, unknown][] = [
  ['a: 1\nb: [x, "2", \'3\']\n', { a: 1, b: ['x', '2', '3'] }],
  ['---\na: 1\n...\n', { a: 1 }],
  ['a: |\n  x\n  y\n', { a: 'x\ny\n' }],
  ['a: x\n  y # comment\n', { a: 'x y' }],
  ['{"a": {"b": null}, c: }', { a: { b: null }, c: null }],
  ['scale: { min, max: 3 }', { scale: { min: null, max: 3 } }],
  ['? a\n: b', { a: 'b' }],
  ['"no": "1e3"\n', { no: '1e3' }],
  ['a:\tb\n', { a: 'b' }],
  ['{"__proto__": {"x": 1}}', JSON.parse('{"__proto__": {"x": 1}}')],
];

for (const [text, value] of data) {
  test(`${JSON.stringify(text)} is plain data`, () => {
    assert.deepEqual(parsed(text), { value, findings: [] });
  });
}

const uses = 'one changed line would change several places';
const refused: readonly [string, string[]][] = [
  ['', ['f:1:1 empty-file The file is empty.']],
  ['# only\n\n# comments', ['f:1:1 empty-file The file holds no settings.']],
  ['---\n', ['f:1:1 empty-file The file holds no settings.']],
  ['~', ['f:1:1 empty-file The file holds no settings.']],
  ['a: b: c', ['f:1:4 yaml-syntax A second "key: value" follows on the line, or the next line is indented wrongly.']],
  ['domain:example.com\nb: 1', ['f:1:1 yaml-syntax This line is neither "key: value" nor a list item.']],
  ['b: 1\n- a', ['f:2:1 yaml-syntax This line is neither "key: value" nor a list item.']],
  ['a: [1, 2\nb: 3\n', ['f:2:1 yaml-syntax A bracket is not closed before this line.']],
  ['{"a": 1', ['f:1:8 yaml-syntax A bracket is not closed at the end of the file.']],
  ['a: "x\nb: 1\n', ['f:1:4 yaml-syntax This quote is never closed.']],
  ["a: 'x\n\n\n", ['f:1:4 yaml-syntax This quote is never closed.']],
  ['a: "\\q"', ['f:1:5 yaml-syntax Invalid escape sequence \\q.']],
  ['a: @x', ['f:1:4 yaml-syntax Plain value cannot start with reserved character @.']],
  ['a: - b', ['f:1:4 yaml-syntax A list begins on the line of its key.']],
  ['a: 1\n}\n', ['f:2:1 yaml-syntax A bracket closes that was not opened.']],
  ['a: [b]c', ['f:1:7 yaml-syntax Text follows after the end of a value.']],
  ['a:\n   b: 1\n  c: 2\n', ['f:3:1 yaml-syntax All mapping items must start at the same column.']],
  ['a:\n\tb: 1\n', ['f:2:1 tab-indent A tab indents this line; YAML allows spaces only.']],
  ['a: *', ['f:1:4 yaml-syntax Alias cannot be an empty string.']],
  ['a: &x 1\nb: *x\nc: *x\n', [`f:1:4 anchor &x is an anchor, used 2 times, first on line 2: ${uses}.`]],
  ['a: &x 1\nb: &x 2\nc: *x\n', [`f:1:4 anchor &x is an anchor, used once, first on line 3: ${uses}.`]],
  ['a: &x 1\n', [`f:1:4 anchor &x is an anchor, never used: ${uses}.`]],
  ['host: *.example.com', ['f:1:7 alias *.example.com is an alias, to an anchor that is not in the file.']],
  [
    'a: &x { b: 1 }\nc:\n  <<: *x\n',
    [
      `f:1:4 anchor &x is an anchor, used once, first on line 3: ${uses}.`,
      `f:3:3 merge-key The merge key << copies values from elsewhere: ${uses}.`,
    ],
  ],
  ['a: !!str 1', ['f:1:4 tag !!str is a tag; settings are plain values.']],
  ['%YAML 1.1\n---\na: 1\n', ['f:1:1 directive %YAML 1.1 is a directive; settings are YAML 1.2 without any.']],
  ['%FOO\na: 1', ['f:1:1 directive %FOO is a directive; settings are YAML 1.2 without any.']],
  ['a: 1\n---\nb: 2\n', ['f:2:1 several-documents A second YAML document begins here; a settings file is one.']],
  ['a: 1\nb: 2\na: 3', ['f:3:1 duplicate-key The key "a" is already on line 1.']],
  ['{"a": 1, a: 2}', ['f:1:10 duplicate-key The key "a" is already on line 1.']],
  ['1: x', ['f:1:1 key-not-text The key is 1; keys are text.']],
  ['? [a]\n: x', ['f:1:3 key-not-text The key is a list or map; keys are text.']],
  [': x', ['f:1:1 key-not-text The key is missing; keys are text.']],
  ['on: x', ['f:1:1 ambiguous-scalar Unquoted on is true to YAML 1.1 and text to YAML 1.2.']],
  ['a: no', ['f:1:4 ambiguous-scalar Unquoted no is false to YAML 1.1 and text to YAML 1.2.']],
  ['a: 1e3', ['f:1:4 ambiguous-scalar Unquoted 1e3 is text to YAML 1.1 and 1000 to YAML 1.2.']],
  ['a: 0o10', ['f:1:4 ambiguous-scalar Unquoted 0o10 is text to YAML 1.1 and 8 to YAML 1.2.']],
  ['a: 010', ['f:1:4 ambiguous-scalar Unquoted 010 is 8 to YAML 1.1 and 10 to YAML 1.2.']],
  ['a: 12:30', ['f:1:4 ambiguous-scalar Unquoted 12:30 is 750 to YAML 1.1 and text to YAML 1.2.']],
  ['a: 1_000', ['f:1:4 ambiguous-scalar Unquoted 1_000 is 1000 to YAML 1.1 and text to YAML 1.2.']],
  ['a: 2026-01-31', ['f:1:4 ambiguous-scalar Unquoted 2026-01-31 is a date to YAML 1.1 and text to YAML 1.2.']],
  ['a: 1\r\nb: on\r\n', ['f:2:4 ambiguous-scalar Unquoted on is true to YAML 1.1 and text to YAML 1.2.']],
  ['\uFEFFa: on', ['f:1:4 ambiguous-scalar Unquoted on is true to YAML 1.1 and text to YAML 1.2.']],
  ['a: é 🚀\nb: { c: é🚀, d: on }', ['f:2:17 ambiguous-scalar Unquoted on is true to YAML 1.1 and text to YAML 1.2.']],
  [
    'a: [1\nb: !x *y\n"',
    ['f:2:1 yaml-syntax A bracket is not closed before this line.', 'f:3:1 yaml-syntax This quote is never closed.'],
  ],
];

for (const [text, findings] of refused) {
  test(`${JSON.stringify(text)} is refused where it is wrong`, () => {
    assert.deepEqual(parsed(text).findings, findings);
  });
}

test('a fix names both readings of a scalar that versions of YAML read differently', () => {
  const fixes = ['on', '010', '1e3', '12:30', '2026-01-31'].map((scalar) => {
    const result = decode('f', Buffer.from(`a: ${scalar}`));
    return 'source' in result ? parse(result.source).findings.map(({ fix }) => fix) : [];
  });
  assert.deepEqual(fixes.flat(), [
    'Write "on" in quotes for text, or true.',
    'Write "010" in quotes for text, or 8, or 10.',
    'Write "1e3" in quotes for text, or 1000.',
    'Write "12:30" in quotes for text, or 750.',
    'Write "2026-01-31" in quotes for text.',
  ]);
});

const deep: readonly [string, string, string][] = [
  ['brackets', '['.repeat(10_000), 'f:1:51'],
  ['brackets that are closed', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'f:1:51'],
  ['maps in brackets', '{a: '.repeat(10_000), 'f:1:201'],
  ['lists in lists', '- '.repeat(10_000), 'f:1:101'],
  ['maps in maps', Array.from({ length: 2_000 }, (_, level) => `${' '.repeat(level)}a:\n`).join(''), 'f:51:51'],
];

for (const [title, text, at] of deep) {
  test(`nesting of thousands of levels stops at the fiftieth: ${title}`, () => {
    assert.deepEqual(parsed(text).findings, [`${at} too-deep Values nest more than 50 deep.`]);
  });
}

test('a file of more marks than the largest fleet needs is read up to there', () => {
  const says = 'The file has more than 600,000 keys, values and marks of YAML; nothing from here on was read.';
  assert.deepEqual(parsed(`[${'1,'.repeat(400_000)}1]`).findings, [`f:1:400000 too-many-values ${says}`]);
});

test('a bomb of aliases is reported at its anchors and is not expanded', () => {
  const lines = Array.from({ length: 30 }, (_, level) => {
    const before = Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ');
    return `a${level}: &a${level} [${level === 0 ? 'x' : before}]`;
  });
  // Expanded, it would be 10 to the power of 30 texts: the test would never end.
  const { findings } = parsed(lines.join('\n'));
  assert.deepEqual(
    findings.map((finding) => finding.split(' ', 2).join(' ')),
    lines.map((_, level) => `f:${level + 1}:${`a${level}`.length + 3} anchor`),
  );
});

test('parsing time is linear: four times as many keys take four times the work, not sixteen times', () => {
  const read = (count: number) => () => {
    const { value } = parsed(Array.from({ length: count }, (_, index) => `k${index}: 1`).join('\n'));
    assert.equal(Object.keys(value as object).length, count);
  };
  const times = growth(read(10_000), read(40_000));
  assert.ok(times < 9, `${times.toFixed(1)} times`);
});
