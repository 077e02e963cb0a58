import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createScreen } from './screen.ts';

/** What a stream shows. */
function shown(stream: { isTTY?: boolean; rows?: number; columns?: number }) {
  let text = '';
  const screen = createScreen({ ...stream, write: (more) => (text += more) }, (lines) => `${lines} more`);
  return { screen, text: () => text.split('\u001B[2J\u001B[H').at(-1), all: () => text };
}

test('on a terminal a round takes the place of the one before once it says something, and is cut to what fits', () => {
  const { screen, text } = shown({ isTTY: true, rows: 8, columns: 10 });
  screen.begin('one');
  screen.add('a\nb');
  screen.begin('two');
  assert.equal(text(), 'one\n\na\nb\n', 'until then it stays');
  screen.add('c');
  screen.add('d');
  assert.equal(text(), 'two\n\nc\nd\n');
  screen.add('e\nf');
  assert.equal(text(), 'two\n\nc\nd\ne\n1 more\n');
  screen.begin('three');
  screen.add('\u001B[31mcoloured!!\u001B[39m\na line that wraps\nrest');
  assert.equal(text(), 'three\n\n\u001B[31mcoloured!!\u001B[39m\na line that wraps\n1 more\n');
  screen.end('done');
  assert.match(text() ?? '', /1 more\ndone\n$/);
});

test('anywhere else everything is appended', () => {
  const { screen, all } = shown({});
  screen.begin('one');
  screen.add('a');
  screen.begin('two');
  screen.add('b');
  screen.end('c');
  assert.equal(all(), '== one\na\n== two\nb\nc\n');
});
