import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quoted } from './quoted.ts';

for (const [value, quote, expected] of [
  ['pay-ments', '`', '`pay-ments`'],
  ['a`; DROP DATABASE b; `', '`', '`a``; DROP DATABASE b; ```'],
  ["it's", "'", "'it''s'"],
  ['a"b"c', '"', '"a""b""c"'],
  ["it's", '"', '"it\'s"'],
  ['', "'", "''"],
] as const) {
  test(`${value} in ${quote} is ${expected}, so no value ends its own quotes`, () => {
    assert.equal(quoted(value, quote), expected);
  });
}
