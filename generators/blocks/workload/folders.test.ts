import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinFolders } from './folders.ts';

test('files of several folders are in one object, and one content may appear in several', () => {
  assert.deepEqual(joinFolders('shop', {}), {});
  assert.deepEqual(joinFolders('shop', { '/a': { x: '1', y: '2' }, '/b': { y: '2', z: '3' } }), {
    x: '1',
    y: '2',
    z: '3',
  });
});

test('two different files of one name are refused', () => {
  assert.throws(() => joinFolders('shop', { '/a': { x: '1' }, '/b': { x: '2' } }), {
    name: 'Failure',
    message: 'shop has two different files called x, and all its files are in one object',
    fix: 'Give one of the two another name.',
  });
});
