import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { join, quote, show } from './show.ts';

const shown: readonly [string, string][] = [
  ['plain é日🚀', 'plain é日🚀'],
  ['two\nlines\tand a tab\r', 'two\\nlines\\tand a tab\\x0D'],
  ['\x1B[31mred', '\\x1B[31mred'],
  ['\u202Eright to left', '\\u202Eright to left'],
  ['\uD800', '\\uD800'],
  ['\u{E0001}', '\\u{E0001}'],
  ['🚀'.repeat(61), `${'🚀'.repeat(60)}…`],
  ['a'.repeat(60), 'a'.repeat(60)],
];

for (const [text, expected] of shown) {
  test(`a message repeats a value on one line and short: ${expected.slice(0, 30)}`, () => {
    assert.equal(show(text), expected);
  });
}

test('what is shown never holds a control character and is never long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      assert.doesNotMatch(show(text), /[\p{Cc}\p{Cf}\p{Cs}]/u);
      assert.ok(Array.from(show(text)).length <= 61 * '\\u{10FFFF}'.length);
    }),
  );
});

test('quotes within a quoted value are escaped, and words are joined as in a sentence', () => {
  assert.equal(quote('say "no"'), '"say \\"no\\""');
  assert.deepEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(join), ['', 'a', 'a and b', 'a, b and c']);
});
