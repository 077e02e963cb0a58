import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { repository } from '../../generators/repository.ts';
import { commitAll, copyRepository, git, run } from '../repositoryCopy.ts';

interface Report {
  readonly comparedWith: string;
  readonly findings: readonly {
    code: string;
    severity: string;
    object?: string;
    at?: { file: string; line: number };
    in?: { cluster?: string };
  }[];
}

const validate = (root: string, ...args: string[]) =>
  JSON.parse(run(root, 'validate', '--format', 'json', ...args).stdout) as Report;
const found = ({ findings }: Report, code: string) => findings.filter((finding) => finding.code === code);

test('a change is compared with its merge base on the target branch', (context) => {
  const root = copyRepository(context, ['staging']);
  git(root, 'switch', '--quiet', '--create', 'change');
  const file = join(root, 'overlays/staging/environment.yaml');
  const staging = readFileSync(file, 'utf8');
  const edits = [
    ['users-database:\n    storage: 20Gi', 'users-database:\n    storage: 10Gi'],
    ['zones: [eu-west-1a, eu-west-1b, eu-west-1c]', 'zones: [eu-west-1a, eu-west-1b, eu-west-1d]'],
    ['memory: 512Mi }\n    storage: 4Gi', 'memory: 512Mi }\n    storage: 9Gi'],
  ] as const;
  for (const [was] of edits) assert.ok(staging.includes(was), was);
  const edited = edits.reduce((text, [was, now]) => text.replace(was, now), staging);
  writeFileSync(file, edited);
  const digest = `@sha256:${'0'.repeat(64)}`;
  const images = [
    `  auth: quay.io/keycloak/keycloak:26.9.0${digest}`,
    `  events-broker: docker.io/library/rabbitmq:4.1.0-management${digest}`,
  ];
  const imagesFile = 'overlays/staging/images.yaml';
  const named = readFileSync(join(root, imagesFile), 'utf8').replace('images: {}', ['images:', ...images].join('\n'));
  writeFileSync(join(root, imagesFile), named);
  assert.equal(run(root, 'generate').status, 0);
  commitAll(root, 'shrink the database of staging');

  const report = validate(root);
  assert.match(report.comparedWith, /^main \(/);
  assert.deepEqual(
    found(report, 'volume-shrunk').map(({ object, in: where }) => `${where?.cluster} ${object}`),
    ['staging-eu-west-1 Cluster/users'],
  );
  const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;
  const placed = (code: string, object: string) =>
    new Set(found(report, code).flatMap((one) => (one.object === object ? `${one.at?.file}:${one.at?.line}` : [])));
  const zones = `overlays/staging/environment.yaml:${lineOf(edited, 'zones: [eu-west-1a')}`;
  for (const [code, object, ...places] of [
    ['volume-shrunk', 'Cluster/users', `overlays/staging/environment.yaml:${lineOf(edited, 'storage: 10Gi')}`],
    [
      'step-attended',
      'StatefulSet/realtime-broker',
      `overlays/staging/environment.yaml:${lineOf(edited, 'storage: 9Gi')}`,
    ],
    ['step-possible', 'K8ssandraCluster/feed', zones],
    ['step-possible', 'StatefulSet/realtime-broker', zones],
    ['step-possible', 'Deployment/auth', `${imagesFile}:${lineOf(named, images[0] ?? '')}`],
    ['step-possible', 'RabbitmqCluster/events-broker', zones, `${imagesFile}:${lineOf(named, images[1] ?? '')}`],
  ] as const) {
    assert.deepEqual([...placed(code, object)].sort(), places, `${code} of ${object} points at what was edited`);
  }
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
