import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ofSample } from '../ofSample.ts';
import { copyRepository, git, run } from '../repositoryCopy.ts';

/** What `--format json` prints, as far as these tests read it. */
interface Printed {
  readonly output: string;
  readonly report: {
    readonly environments: readonly { readonly name: string; readonly clusters: readonly unknown[] }[];
  };
}

test('the page is written whatever is found: its status is that of validate', { skip: ofSample }, (context) => {
  const root = copyRepository(context, ['production', 'staging']);
  const page = (file = 'report.html') => readFileSync(join(root, file), 'utf8');
  const settings = join(root, 'overlays/staging/environment.yaml');
  const text = readFileSync(settings, 'utf8');

  const whole = run(root, 'report');
  assert.equal(whole.status, 0, whole.stdout + whole.stderr);
  assert.match(whole.stdout, /^report\.html: .*\.\n$/);
  assert.ok(page().includes('<h2>staging</h2>'));
  assert.equal(git(root, 'status', '--porcelain'), '', 'git ignores it');

  const part = run(root, 'report', 'staging/staging-eu-west-1', '--output', 'out/part.html', '--format', 'json');
  const { output, report } = JSON.parse(part.stdout) as Printed;
  assert.equal(output, 'out/part.html');
  assert.deepEqual(
    report.environments.map(({ name, clusters }) => [name, clusters.length]),
    [['staging', 1]],
  );
  assert.ok(page('out/part.html').includes(', staging/staging-eu-west-1</h1>'));

  // The model is sound, the tree is not: all is shown, and what is wrong with the tree comes first.
  writeFileSync(settings, text.replace(/^domain: .*/m, 'domain: staging.example.net'));
  const stale = run(root, 'report');
  assert.equal(stale.status, 1, stale.stdout);
  assert.ok(page().includes('tree-differs'));
  assert.ok(page().includes('staging.example.net'));
  assert.ok(page().indexOf('tree-differs') < page().indexOf('<h2>staging</h2>'));

  // No model: findings are all there is.
  writeFileSync(settings, text.replace(/^domain:/m, 'domian:'));
  const broken = run(root, 'report');
  assert.equal(broken.status, 1, broken.stdout);
  assert.ok(page().includes('domian'));
  assert.ok(!page().includes('<h2>staging</h2>'));
});

test('a file that cannot be written is a failure that says so, and no stack trace', { skip: ofSample }, (context) => {
  const root = copyRepository(context, ['production', 'staging']);
  const { status, stderr } = run(root, 'report', '--output', 'package.json/report.html');
  assert.equal(status, 2);
  assert.match(stderr, /^failed {2}the page could not be written: [\s\S]* fix {2}Name a file/m);
  assert.doesNotMatch(stderr, / at /);
  assert.equal(existsSync(join(root, 'report.html')), false);
});
