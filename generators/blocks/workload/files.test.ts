import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secretText, secretValue } from '../secrets/value.ts';
import { type FilesAt, mountedFiles, plainFiles, secretFiles } from './files.ts';

const key = secretValue('shop', { store: 'secrets', key: 'shop' }, 'key');
const other = secretText`key = ${key}`;

const cases: readonly (readonly [
  string,
  Readonly<Record<string, FilesAt>>,
  plain: Record<string, string>,
  secret: readonly string[],
])[] = [
  ['no files', {}, {}, []],
  ['texts and secrets of one folder', { '/etc/shop': { a: '1', key } }, { a: '1' }, ['key']],
  ['one file by its path', { '/etc/shop/a.ini': '1', '/run/key': key }, { 'a.ini': '1' }, ['key']],
  ['one content in two places, once', { '/a': { x: '1' }, '/b': { x: '1' } }, { x: '1' }, []],
  [
    'two contents of one name, the second by its path',
    { '/a': { x: '1', key }, '/b/c': { x: '2', key: other } },
    { x: '1', 'b-c-x': '2' },
    ['key', 'b-c-key'],
  ],
  ['names that are no keys', { '/a': { 'a file': '1', 'conf.d/b': '2' } }, { 'a-file': '1', 'conf.d-b': '2' }, []],
  ['two names that would be one key', { '/a': { 'x y': '1', 'x/y': '2' } }, { 'x-y': '1', 'a-x-y': '2' }, []],
];
for (const [title, files, plain, secret] of cases) {
  test(`the objects of files hold ${title}`, () => {
    const mounted = mountedFiles(files);
    assert.deepEqual(plainFiles(mounted), plain);
    assert.deepEqual(Object.keys(secretFiles(mounted)), secret);
  });
}

test('every file keeps its name, whatever key it has', () => {
  const [first, second] = mountedFiles({ '/a': { x: '1' }, '/b': { x: '2' } });
  assert.deepEqual(first?.files, [{ name: 'x', key: 'x', content: '1' }]);
  assert.deepEqual(second?.files, [{ name: 'x', key: 'b-x', content: '2' }]);
});
