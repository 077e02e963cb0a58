import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFrames, textFrame } from './webSocketFrames.ts';

const mask = Buffer.from([1, 2, 3, 4]);

test('texts are read as they were written, with and without a mask', () => {
  const bytes = Buffer.concat([textFrame('one', mask), textFrame('zwei ä')]);
  assert.deepEqual(readFrames(bytes), { texts: ['one', 'zwei ä'], rest: Buffer.alloc(0) });
});

test('a frame that is not whole waits for its rest', () => {
  const bytes = Buffer.concat([textFrame('one'), textFrame('two', mask)]);
  for (let length = textFrame('one').length; length < bytes.length; length++) {
    const { texts, rest } = readFrames(bytes.subarray(0, length));
    assert.deepEqual(texts, ['one']);
    assert.deepEqual(readFrames(Buffer.concat([rest, bytes.subarray(length)])).texts, ['two']);
  }
});

test('the example of the standard is read', () => {
  // https://www.rfc-editor.org/rfc/rfc6455#section-5.7: "A single-frame masked text message"
  assert.deepEqual(readFrames(Buffer.from('818537fa213d7f9f4d5158', 'hex')).texts, ['Hello']);
});

test('a ping is no text', () => {
  assert.deepEqual(readFrames(Buffer.from('8900', 'hex')).texts, []);
});
