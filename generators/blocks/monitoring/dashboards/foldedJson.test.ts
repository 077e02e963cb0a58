import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldedJson } from './foldedJson.ts';

test('what fits a line is on one', () => {
  assert.equal(foldedJson({ a: [1, 'b', null], c: {}, d: undefined }), '{ "a": [1, "b", null], "c": {} }');
});

test('what does not has a line for each member', () => {
  const long = 'x'.repeat(100);
  assert.equal(foldedJson({ a: long, b: [long] }), `{\n  "a": "${long}",\n  "b": ["${long}"]\n}`);
});

test('it is read as what it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) =>
      assert.deepEqual(JSON.parse(foldedJson(value)), JSON.parse(JSON.stringify(value))),
    ),
  );
});
