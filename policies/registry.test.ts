import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { Failure } from '../generators/model/finding.ts';
import { readRules } from './registry.ts';

const source = (code: string) => `export default { code: '${code}', check: () => [], passes: [], fails: [] };\n`;

/** Writes files into a folder called `policies` that goes when the test ends. */
function folderOf(context: TestContext, files: Readonly<Record<string, string>>): string {
  const parent = mkdtempSync(join(tmpdir(), 'rules-'));
  context.after(() => rmSync(parent, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    const file = join(parent, 'policies', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return join(parent, 'policies');
}

describe('the rules of a folder', () => {
  it('are the files of its families, in the order of families and codes, and know where they stand', async (context) => {
    const folder = folderOf(context, {
      'network/b-rule.ts': source('b-rule'),
      'data/d-rule.ts': source('d-rule'),
      'data/c-rule.ts': source('c-rule'),
      'data/c-rule.test.ts': 'throw new Error();',
      'data/c-rule.golden.txt': '',
      'kubernetes/reading.ts': 'throw new Error();',
      'index.ts': 'throw new Error();',
    });
    assert.deepEqual(
      (await readRules(folder)).map(({ code, file }) => [code, file]),
      [
        ['c-rule', 'policies/data/c-rule.ts'],
        ['d-rule', 'policies/data/d-rule.ts'],
        ['b-rule', 'policies/network/b-rule.ts'],
      ],
    );
  });

  for (const [title, files, message] of [
    [
      'a file that is no rule',
      { 'data/helper.ts': 'export const helper = 1;\n' },
      'policies/data/helper.ts is no rule: its default export is not one',
    ],
    [
      'a file whose default export is something else',
      { 'data/helper.ts': "export default { code: 'helper' };\n" },
      'policies/data/helper.ts is no rule: its default export is not one',
    ],
    [
      'a rule that is not called like its file',
      { 'data/volume-lost.ts': source('volume-shrunk') },
      'policies/data/volume-lost.ts holds the rule volume-shrunk: a file is called like its rule',
    ],
    [
      'one code in two families',
      { 'data/a-rule.ts': source('a-rule'), 'network/a-rule.ts': source('a-rule') },
      'policies/data/a-rule.ts and policies/network/a-rule.ts are both called a-rule',
    ],
  ] as const) {
    it(`are refused over ${title}`, async (context) => {
      await assert.rejects(readRules(folderOf(context, files)), (error) => {
        assert.ok(error instanceof Failure);
        assert.equal(error.message, message);
        assert.match(error.fix, /^[A-Z].*\.$/);
        return true;
      });
    });
  }
});
