import assert from 'node:assert/strict';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { runSync } from '../../generators/programs/run.ts';
import { ofSample } from '../ofSample.ts';
import { outsidePipeline } from '../outsidePipeline.ts';
import { commitAll, copyRepository, git, run } from '../repositoryCopy.ts';
import { needsOwnProcess } from '../runner/needsOwnProcess.ts';
import { newcomers } from './newcomers.ts';

/** Runs the tests of a copy: all of them, or those of some files. */
function tests(root: string, ...files: readonly string[]) {
  const some = ['--test', '--test-isolation=none', ...files];
  const args = files.length === 0 ? [join(root, 'scripts/test.ts')] : some;
  // A runner of tests that knows it is within another one leaves out files.
  const { NODE_TEST_CONTEXT: _, ...env } = outsidePipeline();
  const { status, stdout, stderr } = runSync(process.execPath, args, { cwd: root, env });
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

/** A fleet without a single app, of another company. */
const emptied = {
  'apps/index.ts': `import type { Catalogue } from '../generators/model/fleet.ts';

/** The catalogue of the backend: all apps and operators. */
export const catalogue: Catalogue = { apps: [], contracts: [], operators: [] };
`,
  'apps/operators/index.ts': `import type { Operator } from '../../generators/model/operator.ts';

/** All operators that apps may need. */
export const operators: readonly Operator[] = [];
`,
  'overlays/fleet.yaml': 'name: acme\nrepository: https://gitlab.com/acme/gitops.git\n',
  'overlays/solo/environment.yaml': `domain: acme.dev
secretPrefix: acme
clusters:
  - name: one
    cloud: google
    project: acme-solo
    region: europe-west1
    zones: [europe-west1-b, europe-west1-c]
    kubernetes: "1.36"
    role: active
    controlPlane: { networks: [10.40.0.0/28] }
    nodes:
      general: { cpu: "16", memory: 64Gi, maxPerZone: 12 }
`,
};

test('a repository without a single app, of another company, has tests that pass', { skip: ofSample }, (context) => {
  const root = copyRepository(context);
  for (const folder of ['apps', 'overlays']) rmSync(join(root, folder), { recursive: true });
  for (const [path, text] of Object.entries(emptied)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const made = run(root, 'generate');
  assert.equal(made.status, 0, made.stdout + made.stderr);
  assert.equal(run(root, 'validate').status, 0);
  commitAll(root, 'a fleet of its own');
  const beside = globSync('{lab,tests}/**/*.test.ts', { cwd: root });
  tests(root, ...beside.filter((file) => !needsOwnProcess(readFileSync(join(root, file), 'utf8'))));
});

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
