import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { repository } from '../generators/repository.ts';
import { commitAll, copyRepository, git, run } from './repositoryCopy.ts';

interface Report {
  readonly comparedWith: string;
  readonly findings: readonly { code: string; severity: string; object?: string; in?: { cluster?: string } }[];
}

const validate = (root: string, ...args: string[]) =>
  JSON.parse(run(root, 'validate', '--format', 'json', ...args).stdout) as Report;
const found = ({ findings }: Report, code: string) => findings.filter((finding) => finding.code === code);

test('a change is compared with its merge base on the target branch', (context) => {
  const root = copyRepository(context, ['staging']);
  git(root, 'switch', '--quiet', '--create', 'change');
  const file = join(root, 'overlays/staging/environment.yaml');
  const staging = readFileSync(file, 'utf8');
  const smaller = staging.replace('users-database:\n    storage: 20Gi', 'users-database:\n    storage: 10Gi');
  assert.notEqual(smaller, staging);
  writeFileSync(file, smaller);
  assert.equal(run(root, 'generate').status, 0);
  commitAll(root, 'shrink the database of staging');

  const report = validate(root);
  assert.match(report.comparedWith, /^main \(/);
  assert.deepEqual(
    found(report, 'volume-shrunk').map(({ object, in: where }) => `${where?.cluster} ${object}`),
    ['staging-eu-west-1 Cluster/users'],
  );
  assert.equal(found(validate(root, '--base', 'HEAD'), 'volume-shrunk').length, 0);
});

test('in a clone that does not show where a change began, it is compared with nothing: an error in CI', (context) => {
  const root = copyRepository(context, ['staging']);
  git(root, 'switch', '--quiet', '--create', 'change');
  for (const message of ['one', 'two', 'three']) commitAll(root, message);
  git(root, 'switch', '--quiet', 'main');
  const clone = mkdtempSync(join(tmpdir(), 'clone-'));
  context.after(() => rmSync(clone, { recursive: true, force: true }));
  // As a runner of GitLab clones.
  git(root, 'clone', '--quiet', '--depth', '50', '--single-branch', '--branch', 'change', `file://${root}`, clone);
  git(clone, 'checkout', '--quiet', '--detach');
  symlinkSync(join(repository, 'node_modules'), join(clone, 'node_modules'));
  const { stdout } = run(clone, 'validate', '--format', 'json', { CI: 'true' });
  const told = found(JSON.parse(stdout) as Report, 'base-revision-missing');
  assert.deepEqual(
    told.map(({ severity }) => severity),
    ['error'],
  );
});
