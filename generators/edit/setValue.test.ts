import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { setValue, valueIn } from './setValue.ts';

const cases: readonly (readonly [string, string, readonly string[], string, string])[] = [
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
  ['a text that YAML would read as something else', 'a: 1\n', ['a'], 'no', 'a: "no"\n'],
];

for (const [title, text, path, value, expected] of cases) {
  test(`${title} is set, and all else stays as it is`, () => assert.equal(setValue(text, path, value), expected));
}

test('what stands in the way is an error', () => {
  assert.throws(() => setValue('a: [1]\n', ['a', 'b'], 'x'), /a is no map/);
  assert.throws(() => setValue('- 1\n', ['a'], 'x'), /the file is no map/);
  assert.throws(() => setValue('a: [\n', ['a'], 'x'));
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
