import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSync } from '../../generators/programs/run.ts';
import { ofSample } from '../ofSample.ts';
import { outsidePipeline } from '../outsidePipeline.ts';
import { commitAll, copyRepository, git, run } from '../repositoryCopy.ts';
import { newcomers } from './newcomers.ts';

/** Runs the tests of a copy: all of them, or those of some files. */
function tests(root: string, ...files: readonly string[]) {
  const some = ['--test', '--test-isolation=none', ...files];
  const args = files.length === 0 ? [join(root, 'scripts/test.ts')] : some;
  const { status, stdout, stderr } = runSync(process.execPath, args, { cwd: root, env: outsidePipeline() });
  const failed = stdout.split('\n').filter((line) => line.startsWith('✖'));
  assert.equal(status, 0, `${failed.join('\n')}\n${stderr}`);
}

/** Tests about what a fleet has of its own: its apps, and properties of all that is generated. */
const own = [
  'apps/**/*.test.ts',
  'tests/{argocd,check,hooks,proof}.test.ts',
  'tests/upstream/{leaders,versions}.test.ts',
];

/** What belongs to the sample company and to no other. */
const ofTheSample =
  /example\.(com|org|net)|example-mobile|examplemobile|github\.com\/example|[123]{12}|3333333333|6b0e2f10-0000-4000-8000-0000000000(09|10)/;

for (const [title, { flags, isAll = false }] of Object.entries(newcomers)) {
  test(`a newcomer with ${title} has a fleet that is valid, and whose tests pass`, { skip: ofSample }, (context) => {
    const root = copyRepository(context);
    const made = run(root, 'init', ...flags);
    assert.equal(made.status, 0, made.stdout + made.stderr);
    for (const file of [
      'fleet.yaml',
      ...readdirSync(join(root, 'overlays')).map((name) => `${name}/environment.yaml`),
    ]) {
      const path = join(root, 'overlays', file);
      if (existsSync(path)) assert.doesNotMatch(readFileSync(path, 'utf8'), ofTheSample, file);
    }
    assert.equal(run(root, 'generate', '--check').status, 0);
    const validated = run(root, 'validate', '--format', 'json');
    const { comparedWith } = JSON.parse(validated.stdout) as { comparedWith: string };
    assert.equal(validated.status, 0, validated.stdout);
    assert.match(comparedWith, /the base revision has the sample company/);
    commitAll(root, 'a fleet of its own');
    tests(root, ...(isAll ? [] : own.flatMap((pattern) => globSync(pattern, { cwd: root }))));
  });
}

test('init is refused where it could lose something, and changes nothing then', { skip: ofSample }, (context) => {
  const root = copyRepository(context, ['development']);
  const [first] = Object.values(newcomers);
  const refused = (message: RegExp) => {
    const { status, stderr } = run(root, 'init', ...(first?.flags ?? []));
    assert.equal(status, 2, stderr);
    assert.match(stderr, message);
  };
  writeFileSync(join(root, 'mine.txt'), 'mine');
  refused(/1 file changed and not committed, such as mine\.txt\./);
  rmSync(join(root, 'mine.txt'));
  const file = join(root, 'overlays/fleet.yaml');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(/^repository: .*$/m, 'repository: https://git.acme.dev/fleet.git'),
  );
  commitAll(root, 'a fleet of its own');
  refused(/init would replace a fleet of your own/);
  assert.equal(git(root, 'status', '--porcelain'), '');
});

test('an app, a cluster and an environment are begun by a command each, and a name that is there is refused at its place', {
  skip: ofSample,
}, (context) => {
  const root = copyRepository(context, ['staging']);
  const make = (...args: readonly string[]) => {
    const { status, stdout, stderr } = run(root, 'new', ...args);
    assert.equal(status, 0, stdout + stderr);
    commitAll(root, args.join(' '));
  };
  make('app', 'push-rewards', '--tier', 'backend', '--uses', 'users,events');
  assert.ok(existsSync(join(root, 'base/push-rewards/deployment-push-rewards.yaml')));
  const facts = ['--zones', 'europe-west1-b,europe-west1-c,europe-west1-d', '--project', 'acme-qa'];
  const more = [
    '--control-plane',
    '10.61.0.0/28',
    '--dns',
    'none',
    '--uploads',
    'acme-qa-uploads',
    '--backups',
    'acme-qa-backups',
    '--redirects',
    'dev.acme.app:/qa',
  ];
  make(
    'environment',
    'qa',
    '--like',
    'staging',
    '--domain',
    'qa.acme.dev',
    '--clusters',
    'qa-eu:google:europe-west1',
    ...facts,
    ...more,
  );
  assert.match(readFileSync(join(root, 'overlays/qa/environment.yaml'), 'utf8'), /^domain: qa\.acme\.dev$/m);
  for (const [args, place] of [
    [['app', 'api', '--tier', 'backend'], /taken: apps\/names\.ts:\d+\./],
    [['environment', 'qa'], /is there: overlays\/qa\/environment\.yaml:1\./],
    [['cluster', 'qa-eu:aws:eu-west-1', '--environment', 'qa'], /taken: overlays\/qa\/environment\.yaml:\d+:\d+\./],
  ] as const) {
    const { status, stderr } = run(root, 'new', ...args);
    assert.equal(status, 2);
    assert.match(stderr, place);
  }
});
