import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appendItem } from './appendItem.ts';

for (const [title, text, item, expected] of [
  [
    'a list at the end',
    'a: 1\nlist:\n  - name: x # one\n',
    'name: y\nb: [1]\n',
    'a: 1\nlist:\n  - name: x # one\n\n  - name: y\n    b: [1]\n',
  ],
  ['a list before other keys', 'list:\n- x\n\n# about b\nb: 1\n', 'y\n', 'list:\n- x\n\n- y\n\n# about b\nb: 1\n'],
  ['a text with windows line ends', 'list:\r\n  - x\r\n', 'y\n', 'list:\r\n  - x\r\n\r\n  - y\r\n'],
  ['a text without a line end', 'list:\n  - x', 'y\n', 'list:\n  - x\n\n  - y\n'],
] as const) {
  test(`an item is added to ${title}, and all else stays as it is`, () => {
    assert.equal(appendItem(text, ['list'], item), expected);
  });
}

test('what is no list in lines is an error', () => {
  assert.throws(() => appendItem('list: [x]\n', ['list'], 'y\n'), /list is no list in lines/);
  assert.throws(() => appendItem('a: 1\n', ['list'], 'y\n'), /list is no list in lines/);
  assert.throws(() => appendItem('list: [\n', ['list'], 'y\n'));
});
