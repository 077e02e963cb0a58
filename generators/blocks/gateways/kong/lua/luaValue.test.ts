import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { luaValue } from './luaValue.ts';

/** What Lua reads: https://www.lua.org/manual/5.1/manual.html#2.1 */
function read(literal: string): string {
  const inside = /^'((?:[^'\\\n\r]|\\[0-9]{3})*)'$/.exec(literal)?.[1];
  assert.ok(inside !== undefined, `${literal} is one literal`);
  const bytes = [...inside.matchAll(/\\([0-9]{3})|([\s\S])/g)].map(([, number, plain = '']) =>
    number === undefined ? plain.charCodeAt(0) : Number(number),
  );
  return Buffer.from(bytes).toString('utf8');
}

const cases = [
  ['plain text', 'api-v1', "'api-v1'"],
  ['a quote', "a'b", "'a\\039b'"],
  ['a backslash before a digit', '\\1', "'\\0921'"],
  ['a new line', 'a\nb', "'a\\010b'"],
  ['the end of a long string', ']]', "']]'"],
  ['another alphabet', 'é', "'\\195\\169'"],
] as const;
for (const [title, text, literal] of cases) {
  test(`${title} stays text in Lua`, () => assert.equal(luaValue(text), literal));
}

test('no text ends its literal, and Lua reads what was written', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(read(luaValue(text)), text)));
});

test('names are text too, and each entry has a line', () => {
  assert.equal(
    luaValue({ "a'": true, b: { c: 'd' }, e: {} }),
    "{\n  ['a\\039'] = true,\n  ['b'] = {\n    ['c'] = 'd',\n  },\n  ['e'] = {},\n}",
  );
});
