import assert from 'node:assert/strict';
import { chmodSync, rmdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Failure } from '../model/finding.ts';
import { outputOf, runSync } from '../programs/run.ts';
import { compare } from './compare.ts';
import { planOf, put, scratch } from './testing/scratch.ts';
import { unprivileged } from './testing/unprivileged.ts';

/** `kind path`, and the content at that path. */
function differencesOf(root: string, plan: ReturnType<typeof planOf>): string[] {
  return compare(root, plan).map((difference) => {
    const { kind, path } = difference;
    return kind === 'missing' ? `${kind} ${path}` : `${kind} ${path}: ${difference.found}`;
  });
}

const cases: readonly {
  readonly title: string;
  readonly disk: Record<string, string>;
  readonly plan: Record<string, string>;
  readonly expected: readonly string[];
}[] = [
  { title: 'nothing, when the disk is as planned', disk: { 'base/a': 'é\n' }, plan: { 'base/a': 'é\n' }, expected: [] },
  { title: 'a missing file', disk: {}, plan: { 'base/a/b': '' }, expected: ['missing base/a/b'] },
  { title: 'other content', disk: { 'base/a': 'x' }, plan: { 'base/a': 'y' }, expected: ['changed base/a: file'] },
  {
    title: 'content cut short',
    disk: { 'base/a': 'x' },
    plan: { 'base/a': 'x\n' },
    expected: ['changed base/a: file'],
  },
  { title: 'content added', disk: { 'base/a': 'x\n#' }, plan: { 'base/a': 'x\n' }, expected: ['changed base/a: file'] },
  { title: 'an emptied file', disk: { 'base/a': '' }, plan: { 'base/a': 'x' }, expected: ['changed base/a: file'] },
  {
    title: 'a byte order mark',
    disk: { 'base/a': '\uFEFFx' },
    plan: { 'base/a': 'x' },
    expected: ['changed base/a: file'],
  },
  {
    title: 'line ends',
    disk: { 'base/a': 'x\r\n' },
    plan: { 'base/a': 'x\n' },
    expected: ['changed base/a: file'],
  },
  {
    title: 'stale files, however deep',
    disk: { 'base/a': '', 'base/b': '', 'base/c/d/e': '' },
    plan: { 'base/a': '' },
    expected: ['stale base/b: file', 'stale base/c/d/e: file'],
  },
  {
    title: 'empty folders, of nested ones the innermost',
    disk: { 'base/a': '', 'base/b/': '', 'base/c/d/': '' },
    plan: { 'base/a': '' },
    expected: ['stale base/b: folder', 'stale base/c/d: folder'],
  },
  {
    title: 'no folder that waits for its planned files',
    disk: { 'base/a/': '' },
    plan: { 'base/a/b': '' },
    expected: ['missing base/a/b'],
  },
  {
    title: 'a folder in place of a file',
    disk: { 'base/a/': '', 'base/b/c': '' },
    plan: { 'base/a': '', 'base/b': '' },
    expected: ['missing base/a', 'stale base/a: folder', 'missing base/b', 'stale base/b/c: file'],
  },
  {
    title: 'a file in place of a folder',
    disk: { 'base/a': '' },
    plan: { 'base/a/b': '' },
    expected: ['stale base/a: file', 'missing base/a/b'],
  },
  {
    title: 'temporary files of a killed run, beside other people’s files as well',
    disk: { 'base/.generate-12.tmp': '', 'overlays/.generate-34.tmp': '', 'overlays/mine.yaml': '', 'overlays/a': '' },
    plan: { 'overlays/a': '' },
    expected: ['stale base/.generate-12.tmp: file', 'stale overlays/.generate-34.tmp: file'],
  },
  {
    title: 'no folder at the path of a planned file outside owned folders',
    disk: { 'overlays/schema.json/': '' },
    plan: { 'overlays/schema.json': '' },
    expected: ['missing overlays/schema.json'],
  },
  {
    title: 'nothing of folders that are not owned',
    disk: { 'apps/api.ts': '', 'notes.md': '', 'schema.json': '', 'baseline/a': '' },
    plan: { 'schema.json': '' },
    expected: [],
  },
];

describe('compare reports', () => {
  for (const { title, disk, plan, expected } of cases) {
    it(title, (t) => assert.deepEqual(differencesOf(scratch(t, disk), planOf(plan)), expected));
  }

  it('a file that is long and differs in its last byte', (t) => {
    const text = 'x'.repeat(300_000);
    const root = scratch(t, { 'base/a': `${text}a`, 'base/b': text });
    assert.deepEqual(differencesOf(root, planOf({ 'base/a': `${text}b`, 'base/b': text })), ['changed base/a: file']);
  });

  it('links and pipes without following or opening them', { skip: process.platform === 'win32' }, (t) => {
    const root = scratch(t, { 'elsewhere/a': 'x', 'base/': '', 'schema/': '' });
    for (const path of ['base/a', 'base/folder', 'base/loop', 'schema/a'])
      symlinkSync('../elsewhere/a', join(root, path));
    outputOf(runSync('mkfifo', [join(root, 'base/pipe')]));
    const plan = planOf({ 'base/a': 'x', 'base/folder/b': '', 'schema/a': 'x' });
    assert.deepEqual(differencesOf(root, plan), [
      'changed base/a: link',
      'stale base/folder: link',
      'missing base/folder/b',
      'stale base/loop: link',
      'stale base/pipe: special',
      'changed schema/a: link',
    ]);
  });
});

describe('compare fails, naming the path,', () => {
  const fix = 'This is a defect of the generator: plans hold plain paths from the repository root.';
  for (const path of ['../a', '/etc/a', 'base/../../a', 'base//a', './a', 'base\\a', 'base/a/', '']) {
    it(`for a planned path ${JSON.stringify(path)}`, (t) => {
      const failure = new Failure(`The plan holds "${path}", which is no path inside the repository.`, fix);
      assert.throws(() => compare(scratch(t), planOf({ [path]: '' })), failure);
      assert.throws(() => compare(scratch(t), planOf({}, [path])), failure);
    });
  }

  for (const [link, plan] of [
    ['base', planOf({ 'base/a': '' })],
    ['overlays', planOf({}, ['overlays/staging/apps'])],
    ['overlays/staging', planOf({ 'overlays/staging/schema/a': '' })],
  ] as const) {
    it(`when the path of an owned folder or a planned file goes through the link ${link}`, (t) => {
      const root = scratch(t, { 'overlays/': '' });
      put(root, link === 'overlays' ? { 'elsewhere/staging/apps/a': '' } : { 'elsewhere/a': '' });
      if (link === 'overlays') rmdirSync(join(root, 'overlays'));
      symlinkSync(join(root, 'elsewhere'), join(root, link));
      assert.throws(() => compare(root, plan), {
        name: 'Failure',
        message: `${link} is a symbolic link, and files are only generated into real folders of the repository.`,
      });
    });
  }

  it('when an owned folder is a file', (t) => {
    assert.throws(() => compare(scratch(t, { base: '' }), planOf({ 'base/a': '' })), {
      name: 'Failure',
      message: 'base is not a folder, and files are only generated into real folders of the repository.',
    });
  });

  it('when a file cannot be read', { skip: process.platform === 'win32' }, (t) => {
    const root = scratch(t, { 'base/a': 'x', 'base/b': 'x' });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'base/b'), 0);
    const plan = planOf({ 'base/a': 'x', 'base/b': 'x' });
    assert.throws(() => unprivileged(() => compare(root, plan)), {
      name: 'Failure',
      message: 'Cannot read base/b: permission denied (EACCES).',
      fix: 'Give this user the right to read and write there.',
    });
  });
});
