import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { type SettingValue, setValue, valueIn } from './setValue.ts';

const cases: readonly (readonly [string, string, readonly string[], SettingValue, string])[] = [
  ['a value', 'a: 1 # one\nb: 2\n', ['a'], 'x', 'a: x # one\nb: 2\n'],
  ['a value in quotes', `a: "1"\nb: '2'\n`, ['b'], "it's", `a: "1"\nb: 'it''s'\n`],
  [
    'a value in a map',
    '# top\nimages:\n    api:   r/a:1   # why\n\n    auth: r/b:1\n',
    ['images', 'api'],
    'r/a:2',
    '# top\nimages:\n    api:   r/a:2   # why\n\n    auth: r/b:1\n',
  ],
  [
    'a value after the last',
    'images:\n  api: r/a:1 # why\n# the end\n',
    ['images', 'auth'],
    'r/b:1',
    'images:\n  api: r/a:1 # why\n  auth: r/b:1\n# the end\n',
  ],
  ['the first value', '# all\nimages: {}\n', ['images', 'api'], 'r/a:1', '# all\nimages:\n  api: r/a:1\n'],
  [
    'the first value, beside a comment',
    'images: {} # none\n',
    ['images', 'api'],
    'r/a:1',
    'images: # none\n  api: r/a:1\n',
  ],
  [
    'a value in braces',
    'images: { api: r/a:1 }\n',
    ['images', 'auth'],
    'r/b:1',
    'images: { api: r/a:1, auth: r/b:1 }\n',
  ],
  ['a value in an empty file', '', ['images', 'api'], 'r/a:1', 'images:\n  api: r/a:1\n'],
  ['a value below a key without one', 'images:\n', ['images', 'api'], 'r/a:1', 'images:\n  api: r/a:1\n'],
  ['a value without a line end', 'images:\n  api: r/a:1', ['images', 'api'], 'r/a:2', 'images:\n  api: r/a:2'],
  [
    'a value beside one without a line end',
    'images:\n  api: r/a:1',
    ['images', 'b'],
    'r',
    'images:\n  api: r/a:1\n  b: r\n',
  ],
  [
    'a value with windows line ends',
    'images:\r\n  api: r/a:1\r\n',
    ['images', 'api'],
    'r/a:2',
    'images:\r\n  api: r/a:2\r\n',
  ],
  [
    'a whole branch',
    'apps:\n  api:\n    scale: { min: 1 }\nx: 1\n',
    ['apps', 'auth', 'level'],
    'info',
    'apps:\n  api:\n    scale: { min: 1 }\n  auth:\n    level: info\nx: 1\n',
  ],
  [
    'a value beside others with windows line ends',
    'images:\r\n  api: r/a:1\r\n',
    ['images', 'b'],
    'r',
    'images:\r\n  api: r/a:1\r\n  b: r\r\n',
  ],
  [
    'the first value with windows line ends',
    'images: {}\r\nx: 1\r\n',
    ['images', 'b'],
    'r',
    'images:\r\n  b: r\r\nx: 1\r\n',
  ],
  [
    'a value below a key without one, in the middle',
    'images:\n  # none\nx: 1\n',
    ['images', 'b'],
    'r',
    'images:\n  b: r\n  # none\nx: 1\n',
  ],
  ['a value below ~', 'images: ~ # none\nx: 1\n', ['images', 'b'], 'r', 'images: # none\n  b: r\nx: 1\n'],
  ['a value in place of ~', 'a: ~ # none\n', ['a'], 'r', 'a: r # none\n'],
  ['a value of a key without one', 'a:   # none\nb: 1\n', ['a'], 'r', 'a: r   # none\nb: 1\n'],
  ['a folded value', 'a: >-\n  r/a:1\n\nb: 1\n', ['a'], 'r/a:2', 'a: r/a:2\n\nb: 1\n'],
  ['a literal value at the end', 'a: |\n  r/a:1\n', ['a'], 'r/a:2', 'a: r/a:2\n'],
  ['a value on the next line', 'a:\n  r/a:1 # c\nb: 1\n', ['a'], 'r/a:2', 'a:\n  r/a:2 # c\nb: 1\n'],
  ['a value over two lines', 'a: r\n  more\nb: 1\n', ['a'], 'x', 'a: x\nb: 1\n'],
  ['a value with an anchor', 'a: &one r # c\n', ['a'], 'x', 'a: &one x # c\n'],
  ['an alias', 'b: &one r\na: *one # c\n', ['a'], 'x', 'b: &one r\na: x # c\n'],
  ['a value of a key in quotes', '"a" : "r"   # c\n', ['a'], 'x', '"a" : "x"   # c\n'],
  ['a value of a key with ?', '? a\n: r # c\n', ['a'], 'x', '? a\n: x # c\n'],
  ['a value after tabs', 'a:\tr\t# c\n', ['a'], 'x', 'a:\tx\t# c\n'],
  [
    'a value in braces over lines, before a comment',
    'a: {\n  b: 1, # one\n  c: 2 # two\n}\n',
    ['a', 'd'],
    'x',
    'a: {\n  b: 1, # one\n  c: 2, d: x # two\n}\n',
  ],
  ['a value before a last comma', 'a: {\n  b: 1,\n}\n', ['a', 'd'], 'x', 'a: {\n  b: 1, d: x,\n}\n'],
  ['a value before the end of a document', '---\na:\n b: 1\n...\n', ['a', 'c'], 'x', '---\na:\n b: 1\n c: x\n...\n'],
  [
    'a value before a comment of its map',
    'a:\n  b: 1\n  # c\n\nd: 1\n',
    ['a', 'e'],
    1,
    'a:\n  b: 1\n  e: 1\n  # c\n\nd: 1\n',
  ],
  ['a value in place of a map', 'a:\n  b: 1 # c\nd: 1\n', ['a'], 'x', 'a:\n  x\nd: 1\n'],
  ['a number', 'a: 1 # one\n', ['a'], 2, 'a: 2 # one\n'],
  ['a number in place of a text', 'a: "1"\n', ['a'], 2, 'a: 2\n'],
  ['a switch in braces', 'a: { b: true }\n', ['a', 'b'], false, 'a: { b: false }\n'],
  ['a text that YAML would read as something else', 'a: 1\n', ['a'], 'no', 'a: "no"\n'],
];

for (const [title, text, path, value, expected] of cases) {
  test(`${title} is set, and all else stays as it is`, () => assert.equal(setValue(text, path, value), expected));
}

test('what stands in the way is an error', () => {
  assert.throws(() => setValue('a: [1]\n', ['a', 'b'], 'x'), /a is no map/);
  assert.throws(() => setValue('- 1\n', ['a'], 'x'), /the file is no map/);
  assert.throws(() => setValue('a: [\n', ['a'], 'x'));
  assert.throws(() => setValue('a: &b 1\nc: *b\n', ['a'], 'x'), /a is written in a way that only a person can edit/);
});

test('whatever a file of settings says, a value that is set is read, and nothing else changes', () => {
  const key = fc.stringMatching(/^[a-z]{1,4}$/);
  const line = fc.constantFrom('', '# a remark\n', '\n');
  const entries = fc.uniqueArray(
    fc.tuple(line, key, fc.constantFrom('1', '"two"', "'three'", '{ a: 1 } # four', '[x]')),
    {
      selector: ([, name]) => name,
      minLength: 1,
    },
  );
  fc.assert(
    fc.property(entries, key, fc.constantFrom('x:1', 'a # b', '{', 'true', "it's"), (list, name, value) => {
      const text = `top: 1\nimages:\n${list.map(([before, own, one]) => `${before}  ${own}: ${one}\n`).join('')}end: # last\n`;
      const changed = setValue(text, ['images', name], value);
      assert.equal(valueIn(changed, ['images', name]), value);
      const [was, is] = [parse(text), parse(changed)] as { images: Record<string, unknown> }[];
      assert.deepEqual(is, { ...was, images: { ...was?.images, [name]: value } });
      assert.equal(setValue(changed, ['images', name], value), changed);
      const kept = changed.split('\n');
      const gone = text.split('\n').filter((one) => !kept.includes(one));
      assert.ok(gone.length <= 1, 'only its own line differs');
    }),
  );
});
