import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStyle } from './colour.ts';
import { renderDiff } from './diff.ts';

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`);
const twenty = numbers(1, 20).join('');

const cases: readonly {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly expected: string;
}[] = [
  { title: 'nothing for equal texts', before: 'a\n', after: 'a\n', expected: '' },
  {
    title: 'a changed line between three lines on each side',
    before: twenty,
    after: twenty.replace('10\n', 'ten\n'),
    expected: '@@ -7,7 +7,7 @@| 7| 8| 9|-10|+ten| 11| 12| 13',
  },
  {
    title: 'changes that are far apart on their own',
    before: twenty,
    after: twenty.replace('1\n', 'one\n').replace('20\n', ''),
    expected: '@@ -1,4 +1,4 @@|-1|+one| 2| 3| 4|@@ -17,4 +17,3 @@| 17| 18| 19|-20',
  },
  { title: 'a new file', before: '', after: 'a\nb\n', expected: '@@ -0,0 +1,2 @@|+a|+b' },
  { title: 'a removed file', before: 'a\n', after: '', expected: '@@ -1,1 +0,0 @@|-a' },
  {
    title: 'a missing line end',
    before: 'a\n',
    after: 'a',
    expected: '@@ -1,1 +1,1 @@|-a|+a|\\ No newline at end of file',
  },
  { title: 'line ends that differ', before: 'a\r\n', after: 'a\n', expected: '@@ -1,1 +1,1 @@|-a\\u{d}|+a' },
  { title: 'a byte order mark', before: '\uFEFFa\n', after: 'a\n', expected: '@@ -1,1 +1,1 @@|-\\u{feff}a|+a' },
  {
    title: 'no escape sequence as it is, and tabs as they are',
    before: '',
    after: '\ta\u001B[2J\u202Eb\n',
    expected: '@@ -0,0 +1,1 @@|+\ta\\u{1b}[2J\\u{202e}b',
  },
];

describe('a diff shows', () => {
  for (const { title, before, after, expected } of cases) {
    it(title, async () => assert.equal((await renderDiff(before, after)).join('|'), expected));
  }

  it('as many lines as it may, and counts the others', async () => {
    const shown = await renderDiff(twenty, twenty.replace('10\n', 'ten\neleven\n').replace('14\n', ''), { limit: 4 });
    assert.deepEqual(shown, ['@@ -7,11 +7,11 @@', ' 7', ' 8', ' 9', '… 10 more lines: 2 added, 2 removed']);
  });

  it('the last line rather than a line that counts it', async () => {
    assert.deepEqual(await renderDiff('', 'a\nb\n', { limit: 3 }), ['@@ -0,0 +1,2 @@', '+a', '+b']);
    assert.deepEqual(await renderDiff('', 'a\nb\n', { limit: 2 }), [
      '@@ -0,0 +1,2 @@',
      '+a',
      '… 1 more line: 1 added, 0 removed',
    ]);
  });

  it('only the sizes of large texts that have little in common', async () => {
    const shown = await renderDiff(numbers(1, 50_000).join(''), numbers(100_001, 160_000).join(''));
    assert.deepEqual(shown, ['… 50000 lines became 60000, nearly all of them different']);
  });

  it('colours where colour is on', async () => {
    const style = createStyle({}, { FORCE_COLOR: '1' });
    assert.deepEqual(await renderDiff('a\nb\n', 'a\nc\n', { style }), [
      '\u001B[36m@@ -1,2 +1,2 @@\u001B[39m',
      ' a',
      '\u001B[31m-b\u001B[39m',
      '\u001B[32m+c\u001B[39m',
    ]);
  });
});
