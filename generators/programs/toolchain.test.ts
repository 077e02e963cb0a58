import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openFileLock } from '../files/fileLock.ts';
import { Failure } from '../model/finding.ts';
import { cacheFolder } from './cache.ts';
import { go, moduleFolder } from './go.ts';
import { outputOf, run, runSync } from './run.ts';
import { git } from './testing/git.ts';
import { builtTool, ensureProgram, ensureTool } from './toolchain.ts';

const folder = mkdtempSync(join(tmpdir(), 'toolchain-'));
after(() => rmSync(folder, { recursive: true, force: true }));
process.env.MOBILE_GITOPS_CACHE = join(folder, 'cache');
const built = () => (existsSync(join(folder, 'cache', 'tools')) ? readdirSync(join(folder, 'cache', 'tools')) : []);

/** A repository whose `driver` prints a word. */
function repository(name: string, word: string, go = '1.26'): string {
  const root = join(folder, name);
  mkdirSync(join(root, 'tools', 'driver'), { recursive: true });
  writeFileSync(join(root, 'tools', 'go.mod'), `module example\n\ngo ${go}\n`);
  writeFileSync(join(root, 'tools', 'go.sum'), '');
  writeFileSync(join(root, 'tools', 'driver', 'main.go'), `package main\n\nfunc main() { print("${word}") }\n`);
  return root;
}

/** The output of a program: Go's `print` writes to standard error. */
const said = (binary: string) => runSync(binary, []).stderr;

test('a program is built once for the same sources, also by two callers at once, and again when a source changes', async () => {
  const root = repository('one', 'first');
  const messages: string[] = [];
  const say = (message: string) => void messages.push(message);
  assert.equal(await builtTool(root, 'driver'), undefined);
  const [first, second] = await Promise.all([ensureTool(root, 'driver', say), ensureTool(root, 'driver', say)]);
  assert.equal(first, second);
  assert.equal(said(first), 'first');
  assert.deepEqual([...new Set(messages)], ['building driver (once; a minute or two)']);
  assert.equal(built().length, 1);

  messages.length = 0;
  assert.equal(await ensureTool(root, 'driver', say), first);
  assert.equal(await builtTool(root, 'driver'), first);
  assert.deepEqual(messages, []);

  writeFileSync(join(root, 'tools', 'driver', 'main_test.go'), 'package main\n');
  assert.equal(await ensureTool(root, 'driver', say), first, 'a test is no part of the program');

  const changed = await ensureTool(repository('one', 'changed'), 'driver', say);
  assert.equal(said(changed), 'changed');
  assert.equal(built().length, 2);
});

test('two processes that build the same program at once do not disturb each other', async () => {
  const root = repository('shared', 'shared');
  const script = `import { ensureTool } from ${JSON.stringify(import.meta.resolve('./toolchain.ts'))};
    process.stdout.write(await ensureTool(${JSON.stringify(root)}, 'driver', () => {}));`;
  const other = async () => outputOf(await run(process.execPath, ['--input-type=module', '--eval', script]));
  const before = built().length;
  const [first, second] = await Promise.all([other(), other()]);
  assert.equal(first, second);
  assert.equal(said(first), 'shared');
  assert.equal(built().length, before + 1);
});

test('a program that another process is building is waited for, and not built a second time', async () => {
  const root = repository('elsewhere', 'first');
  const binary = await ensureTool(root, 'driver', () => {});
  rmSync(dirname(binary), { recursive: true });
  const other = openFileLock(join(cacheFolder(), 'locks', basename(dirname(binary))));
  assert.equal(other.take('exclusive'), true);
  const waiting = ensureTool(root, 'driver', () => {});
  await setTimeout(300);
  assert.equal(await builtTool(root, 'driver'), undefined);
  mkdirSync(dirname(binary));
  writeFileSync(binary, 'of the other process');
  other.close();
  assert.equal(await waiting, binary);
  assert.equal(readFileSync(binary, 'utf8'), 'of the other process');
});

test('a program that does not compile is a failure that names the position, and leaves no files', async () => {
  const before = built();
  const root = repository('broken', 'word"); nothing("');
  await assert.rejects(
    ensureTool(root, 'driver', () => {}),
    (error: Failure) => {
      assert.match(error.message, /^Go could not build \.\/driver: .*main\.go:3:\d+: undefined: nothing/);
      return error instanceof Failure;
    },
  );
  assert.deepEqual(built(), before);
});

/** A proxy that serves one small module, `example.org/word`, from a folder: https://go.dev/ref/mod#serving-from-proxy */
function proxy(): string {
  const [home, source] = [join(folder, 'proxy'), join(folder, 'word')];
  const served = join(home, 'example.org', 'word', '@v');
  for (const path of [served, source]) mkdirSync(path, { recursive: true });
  const goMod = 'module example.org/word\n\ngo 1.26\n';
  const main = 'package main\n\nimport "example.org/word/say"\n\nfunc main() { print(say.Word) }\n';
  const files = { 'go.mod': goMod, 'main.go': main, 'say/say.go': 'package say\n\nconst Word = "upstream"\n' };
  git(source, ['init', '--quiet']);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), text);
  }
  git(source, ['add', '.']);
  git(source, ['commit', '--quiet', '-m', 'word']);
  const zip = ['--format=zip', '--prefix=example.org/word@v1.0.0/', '-o', join(served, 'v1.0.0.zip')];
  git(source, ['archive', ...zip, 'HEAD']);
  writeFileSync(join(served, 'v1.0.0.mod'), goMod);
  writeFileSync(join(served, 'v1.0.0.info'), '{"Version": "v1.0.0"}');
  return `file://${home}`;
}

/** Runs with an empty module cache, and a proxy that has only `example.org/word`. */
async function withNothingDownloaded<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { GOMODCACHE, GOPROXY, GOSUMDB } = process.env;
  const modules = join(folder, `modules-${name}`);
  mkdirSync(modules);
  Object.assign(process.env, { GOMODCACHE: modules, GOPROXY: proxyAddress, GOSUMDB: 'off' });
  try {
    return await work();
  } finally {
    for (const [key, value] of Object.entries({ GOMODCACHE, GOPROXY, GOSUMDB })) {
      if (value === undefined) delete process.env[key];
      else process.env[key] = value;
    }
    outputOf(runSync('chmod', ['-R', 'u+w', modules])); // Go keeps sources read-only
  }
}

/** A repository that builds a program of another module, with its checksum. */
function upstream(name: string): string {
  const root = repository(name, 'own');
  const tools = join(root, 'tools');
  writeFileSync(join(tools, 'go.mod'), 'module example\n\ngo 1.26\n\nrequire example.org/word v1.0.0\n');
  writeFileSync(join(tools, 'go.sum'), proxySum);
  return root;
}

const proxyAddress = proxy();
const proxySum = await withNothingDownloaded('sum', async () => {
  const root = repository('sum', 'own');
  writeFileSync(join(root, 'tools', 'go.mod'), 'module example\n\ngo 1.26\n\nrequire example.org/word v1.0.0\n');
  outputOf(await go(join(root, 'tools'), ['get', 'example.org/word@v1.0.0']));
  return readFileSync(join(root, 'tools', 'go.sum'), 'utf8');
});

const word = { module: 'tools', package: 'example.org/word' };
const patch = { module: 'example.org/word', files: ['say/say.go'], from: 'upstream', to: 'patched' };
for (const [title, program, expected] of [
  ['our own', { module: 'tools', package: './driver' }, 'own'],
  ["somebody else's", word, 'upstream'],
  ["somebody else's, patched", { ...word, patch }, 'patched'],
] as const) {
  test(`a program is built where no module has been downloaded: ${title}`, async () => {
    const root = upstream(`cold ${expected}`);
    const binary = await withNothingDownloaded(expected, () => ensureProgram(root, expected, program, () => {}));
    assert.equal(said(binary), expected);
  });
}

test('the source of a module is downloaded if necessary, or the failure gives the reason', async () => {
  const tools = join(upstream('source'), 'tools');
  await withNothingDownloaded('source', async () => {
    assert.match(readFileSync(join(await moduleFolder(tools, 'example.org/word'), 'say/say.go'), 'utf8'), /upstream/);
    await assert.rejects(moduleFolder(tools, 'example.org/other'), {
      name: 'Failure',
      message: /^The Go module example\.org\/other could not be downloaded: .*example\.org\/other/s,
    });
  });
});

test('a patch that no longer applies is a failure that says so', async () => {
  const misfit = { ...patch, from: 'not there' };
  await withNothingDownloaded('misfit', () =>
    assert.rejects(
      ensureProgram(upstream('misfit'), 'misfit', { ...word, patch: misfit }, () => {}),
      { name: 'Failure', message: 'example.org/word has no "not there" in say/say.go' },
    ),
  );
});

test('without Go, or with one that is too old, the failure says which version to install', async () => {
  const expected = 'Install Go 1.99 or newer, see https://go.dev/doc/install.';
  const root = repository('future', 'word', '1.99.0');
  const { PATH, GOTOOLCHAIN } = process.env;
  process.env.GOTOOLCHAIN = 'local';
  try {
    await assert.rejects(
      ensureTool(root, 'driver', () => {}),
      { name: 'Failure', fix: expected, message: /Go / },
    );
    process.env.PATH = folder;
    await assert.rejects(
      ensureTool(root, 'driver', () => {}),
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
