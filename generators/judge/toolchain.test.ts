import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { Failure } from '../model/finding.ts';
import { cacheFolder } from './cache.ts';
import { ensureProgram, ensureTool } from './toolchain.ts';

const folder = mkdtempSync(join(tmpdir(), 'toolchain-'));
after(() => rmSync(folder, { recursive: true, force: true }));
process.env.MOBILE_GITOPS_CACHE = join(folder, 'cache');
const built = () => (existsSync(join(folder, 'cache', 'tools')) ? readdirSync(join(folder, 'cache', 'tools')) : []);

/** A repository whose `judge` prints a word. */
function repository(name: string, word: string, go = '1.26'): string {
  const root = join(folder, name);
  mkdirSync(join(root, 'tools', 'judge'), { recursive: true });
  writeFileSync(join(root, 'tools', 'go.mod'), `module example\n\ngo ${go}\n`);
  writeFileSync(join(root, 'tools', 'go.sum'), '');
  writeFileSync(join(root, 'tools', 'judge', 'main.go'), `package main\n\nfunc main() { print("${word}") }\n`);
  return root;
}

/** What a program prints: Go's `print` writes to standard error. */
const said = (binary: string) => execFileSync('sh', ['-c', '"$0" 2>&1', binary], { encoding: 'utf8' });

test('a program is built once for the same sources, also by two at a time, and again when a source changes', async () => {
  const root = repository('one', 'first');
  const messages: string[] = [];
  const say = (message: string) => void messages.push(message);
  const [first, second] = await Promise.all([ensureTool(root, 'judge', say), ensureTool(root, 'judge', say)]);
  assert.equal(first, second);
  assert.equal(said(first), 'first');
  assert.deepEqual([...new Set(messages)], ['building judge (once; a minute or two)']);
  assert.equal(built().length, 1);

  messages.length = 0;
  assert.equal(await ensureTool(root, 'judge', say), first);
  assert.deepEqual(messages, []);

  writeFileSync(join(root, 'tools', 'judge', 'main_test.go'), 'package main\n');
  assert.equal(await ensureTool(root, 'judge', say), first, 'a test is no part of the program');

  const changed = await ensureTool(repository('one', 'changed'), 'judge', say);
  assert.equal(said(changed), 'changed');
  assert.equal(built().length, 2);
});

test('two processes that build the same at a time do not disturb each other', async () => {
  const root = repository('shared', 'shared');
  const script = `import { ensureTool } from ${JSON.stringify(import.meta.resolve('./toolchain.ts'))};
    process.stdout.write(await ensureTool(${JSON.stringify(root)}, 'judge', () => {}));`;
  const other = () => promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  const before = built().length;
  const [{ stdout: first }, { stdout: second }] = await Promise.all([other(), other()]);
  assert.equal(first, second);
  assert.equal(said(first), 'shared');
  assert.equal(built().length, before + 1);
});

test('a program that does not compile is a failure that names the place, and leaves nothing behind', async () => {
  const before = built();
  const root = repository('broken', 'word"); nothing("');
  await assert.rejects(
    ensureTool(root, 'judge', () => {}),
    (error: Failure) => {
      assert.match(error.message, /^Go could not build \.\/judge: .*main\.go:3:\d+: undefined: nothing/);
      return error instanceof Failure;
    },
  );
  assert.deepEqual(built(), before);
});

test('a patch that no longer fits is a failure that says so', async () => {
  const root = repository('patched', 'word');
  const patch = { module: 'example', files: ['judge/main.go'], from: 'not there', to: '' };
  await assert.rejects(
    ensureProgram(root, 'patched', { module: 'tools', package: './judge', patch }, () => {}),
    /example has no "not there" in judge\/main\.go/,
  );
});

test('without Go, or with one that is too old, the failure says which version to install', async () => {
  const expected = 'Install Go 1.99 or newer, see https://go.dev/doc/install.';
  const root = repository('future', 'word', '1.99.0');
  const { PATH, GOTOOLCHAIN } = process.env;
  process.env.GOTOOLCHAIN = 'local';
  try {
    await assert.rejects(
      ensureTool(root, 'judge', () => {}),
      { name: 'Failure', fix: expected, message: /Go / },
    );
    process.env.PATH = folder;
    await assert.rejects(
      ensureTool(root, 'judge', () => {}),
      {
        name: 'Failure',
        fix: expected,
        message: 'Go is needed to build and check overlays, but there is no program `go`',
      },
    );
  } finally {
    process.env.PATH = PATH;
    if (GOTOOLCHAIN === undefined) delete process.env.GOTOOLCHAIN;
    else process.env.GOTOOLCHAIN = GOTOOLCHAIN;
  }
});

for (const [environment, expected] of [
  [{ MOBILE_GITOPS_CACHE: '/a', XDG_CACHE_HOME: '/b' }, '/a'],
  [{ XDG_CACHE_HOME: '/b' }, '/b/mobile-backend-gitops'],
  [{ MOBILE_GITOPS_CACHE: '', XDG_CACHE_HOME: '/b' }, '/b/mobile-backend-gitops'],
] as const) {
  test(`the cache is ${expected} with ${JSON.stringify(environment)}`, () => {
    assert.equal(cacheFolder(environment), expected);
  });
}
