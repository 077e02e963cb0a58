import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isAboutPart } from '../../generators/files/fleetPart.ts';
import { scopeOfPath } from '../../generators/files/scopeOfPath.ts';
import type { Finding } from '../../generators/model/finding.ts';
import { copyRepository, git, run } from '../repositoryCopy.ts';

interface Validated {
  readonly findings: readonly Finding[];
  readonly overlays: number;
}

/** A copy of production with mistakes in each cluster, some of them between clusters. */
function brokenCopy(context: Parameters<typeof copyRepository>[0]): string {
  const root = copyRepository(context, ['production', 'staging']);
  const settings = join(root, 'overlays/production/environment.yaml');
  const text = readFileSync(settings, 'utf8')
    // More pods than the quota, in all clusters.
    .replace('scale: { min: 6, max: 60 }', 'scale: { min: 6, max: 600 }')
    // A copy that is smaller than the database it follows, in another cluster.
    .replace('    apps:\n      users-database:\n', '    apps:\n      users-database:\n        storage: 100Gi\n');
  assert.match(text, /max: 600/);
  assert.match(text, /storage: 100Gi/);
  writeFileSync(settings, text);
  writeFileSync(join(root, 'overlays/production/images.yaml'), 'images:\n  worker: ghcr.io/example/worker:1.0.0\n');
  const { status, stdout } = run(root, 'generate');
  assert.equal(status, 0, stdout);
  return root;
}

test('a limited validation finds of its part what a whole one finds of it, also between clusters', (context) => {
  const root = brokenCopy(context);
  const validate = (...args: string[]) =>
    JSON.parse(run(root, 'validate', '--format', 'json', ...args).stdout) as Validated;
  const whole = validate();
  // What is said of the kinds of all objects has no place, and is of those that were looked at.
  const sorted = (findings: readonly Finding[]) =>
    findings.flatMap((one) => (one.in || one.at ? JSON.stringify(one) : [])).sort();
  for (const [args, part] of [
    [['production/google-us-central1'], { environment: 'production', cluster: 'google-us-central1' }],
    [['staging'], { environment: 'staging' }],
    [['production', '--app', 'users-database'], { environment: 'production', app: 'users-database' }],
  ] as const) {
    const limited = validate(...args);
    const expected = whole.findings.filter((finding) => isAboutPart(part, finding));
    assert.deepEqual(sorted(limited.findings), sorted(expected), args.join(' '));
    assert.ok(limited.overlays < whole.overlays / 2, `${limited.overlays} overlays`);
  }
  const codes = whole.findings.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []));
  for (const code of ['quota-fits', 'copies-agree', 'image-pinned'])
    assert.ok(codes.includes(code), `${code} in ${codes}`);
});

test('a limited generation writes its part alone, and says so; a whole one writes the rest', (context) => {
  const root = copyRepository(context);
  const settings = join(root, 'overlays/production/environment.yaml');
  writeFileSync(settings, readFileSync(settings, 'utf8').replaceAll('scale: { min: 3,', 'scale: { min: 4,'));
  appendFileSync(join(root, 'base/worker/service-account-worker.yaml'), '# mine\n');
  const checked = run(root, 'generate', '--check', 'staging');
  assert.equal(checked.status, 0, checked.stdout);
  assert.match(checked.stdout, /^Limited to staging, \d+ other files not looked at: nothing to change\./);
  const limited = run(root, 'generate', 'production', '--app', 'worker', '--format', 'json', { CI: 'true' });
  const { written, findings } = JSON.parse(limited.stdout) as { written: string[]; findings: Finding[] };
  assert.ok(written.length > 0);
  for (const path of written) {
    const { environment, app } = scopeOfPath(path);
    assert.deepEqual([environment, app], ['production', 'worker'], path);
  }
  assert.ok(findings.some(({ code }) => code === 'limited-run'));
  const status = git(root, 'status', '--porcelain').trim().split('\n');
  assert.equal(status.length, written.length + 2, status.join('\n'));
  // The hand edit was not looked at: it is still one.
  const whole = run(root, 'generate');
  assert.match(whole.stderr, /base\/worker\/service-account-worker\.yaml was edited by hand/);
  assert.doesNotMatch(whole.stderr, /overlays\//);
  assert.equal(run(root, 'generate', '--check').status, 0);
});
