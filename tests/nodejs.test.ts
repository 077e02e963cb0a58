import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSync } from '../generators/programs/run.ts';
import { repository } from '../generators/repository.ts';

const read = (path: string) => readFileSync(join(repository, path), 'utf8');

interface Package {
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const { engines, scripts, optionalDependencies } = JSON.parse(read('package.json')) as Package;
const least = /least = '([\d.]+)'/.exec(read('scripts/requireNode.ts'))?.[1] ?? '';

test('README and CONTRIBUTING name the versions of Node.js that package.json does', () => {
  const [readme, contributing] = [read('README.md'), read('CONTRIBUTING.md')];
  const brought = new Set(Object.values(optionalDependencies));
  assert.equal(brought.size, 1, 'all systems get the same Node.js');
  const [major, minor] = [...brought].join().split('.');
  assert.ok(readme.includes(`On a machine with Node.js ${engines.node.replace('>=', '')} or newer`));
  assert.ok(readme.includes(`The commands need Node.js ${least} or newer`));
  assert.ok(readme.includes(`\`npm ci\` brings ${major}.${minor} for`));
  assert.ok(contributing.includes(`from ${least} on`));
});

test('every script reports the needed version to a Node.js that cannot read TypeScript', () => {
  const files = readdirSync(join(repository, 'scripts')).filter((name) => name.endsWith('.ts'));
  for (const file of files) {
    // An option that disables TypeScript, so that a new Node.js behaves like an old one.
    const args = ['--no-experimental-strip-types', join(repository, 'scripts', file)];
    const { status, stdout, stderr } = runSync(process.execPath, args);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' }, file);
    assert.equal(
      stderr,
      `failed  Node.js ${least} or newer is needed, and this is ${process.versions.node}.\n` +
        '  fix  Run "npm ci", which brings one (but not with --omit=optional, nor for musl), and then "npm run <command>"; or install a newer one.\n',
      file,
    );
  }
});

test('no npm script gives Node.js a file that an old one cannot read', () => {
  for (const [name, script] of Object.entries(scripts)) {
    const first = scripts[`pre${name}`] ?? script;
    assert.ok(!first.startsWith('node ') || /^node scripts\/[-\w]+\.ts\b/.test(first), `${name}: ${first}`);
  }
});
