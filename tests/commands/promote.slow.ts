import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run as runProgram } from '../../generators/programs/run.ts';
import { openRepository } from '../../generators/release/repository.ts';
import type { Expected } from '../../generators/release/ring.ts';
import { applicationAt, type State } from '../../generators/release/testing/application.ts';
import { serveHub } from '../../generators/release/testing/server.ts';
import { ringsAt } from '../../generators/release/tree.ts';
import { outsidePipeline } from '../outsidePipeline.ts';
import { commitAll, copyRepository, git, run } from '../repositoryCopy.ts';

const image = (tag: string, name = 'api') => `ghcr.io/example/${name}:${tag}@sha256:${'a'.repeat(64)}`;

const stagingImages = `images:
  api: ${image('1.4.0')}
  worker: ${image('2.0.0', 'worker')}
  billing: ${image('3.0.0', 'billing')}
`;

/** Comments, quotes, columns and line ends as nobody would write them. */
const productionImages = `# of the pipeline\r\nimages:   # all\r\n\r\n    "worker":   '${image('1.9.0', 'worker')}'\t# by hand\r\n    billing: ${image('3.1.0', 'billing')} # a hot fix\r\n# the end`;

// A copy on a branch; `main` has images and a setting of staging that production lacks.
const root = copyRepository({ after }, ['staging', 'production']);
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const edit = (file: string, change: (text: string) => string) => writeFileSync(join(root, file), change(text(file)));
edit('overlays/staging/images.yaml', () => stagingImages);
edit('overlays/production/images.yaml', () => productionImages);
edit('overlays/staging/environment.yaml', (all) =>
  all.replace('    scale: { min: 3, max: 6 }\n', '    scale: { min: 3, max: 6 }\n    leastAppVersion: 1.5.0\n'),
);
assert.equal(run(root, 'generate').status, 0);
commitAll(root, 'staging goes ahead');
git(root, 'switch', '--quiet', '--create', 'promotion');

test('mistakes are said, and change nothing', () => {
  const failures: readonly (readonly [readonly string[], RegExp])[] = [
    [['stagin', 'production'], /There is no environment stagin\.[\s\S]*Did you mean staging\?/],
    [['staging', 'prod'], /There is no environment prod\./],
    [['staging', 'staging'], /staging is both/],
    [['staging', 'production', '--app', 'apy'], /There is no app apy\.[\s\S]*Did you mean api\?/],
    [['staging', 'production', '--app', 'uploads-bucket'], /No cluster of production runs uploads-bucket/],
    [['staging', 'production', '--require-healthy'], /no hub is configured/],
    [['staging'], /it takes <from> <to>, and got 1/],
  ];
  const env = { ARGOCD_SERVER: '', ARGOCD_AUTH_TOKEN: '' };
  for (const [args, message] of failures) {
    const { status, stderr } = run(root, 'promote', ...args, env);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /^\s+at /m);
  }
  assert.equal(git(root, 'status', '--porcelain'), '');
  edit('overlays/production/images.yaml', () => 'images: [\n');
  const broken = run(root, 'promote', 'staging', 'production');
  assert.equal(broken.status, 1);
  assert.match(broken.stdout, /overlays\/production\/images\.yaml:\d+:\d+[\s\S]*Nothing promoted: /);
  edit('overlays/production/images.yaml', () => productionImages);
  git(root, 'branch', '--move', 'main', 'trunk');
  const lost = run(root, 'promote', 'staging', 'production');
  assert.match(lost.stderr, /This clone has none of main\.[\s\S]*git fetch origin main/);
  git(root, 'branch', '--move', 'trunk', 'main');
});

/** An Application of staging as the hub has it, with the settings that its file says. */
function stateOf({ name, settings }: Expected, commit: string, state: State = {}) {
  const application = applicationAt(name, commit, state);
  const { namespace, pinned = [], ignored = [] } = settings ?? {};
  const charts = pinned.map(({ repository: repoURL, name: chart, version: targetRevision }) => ({
    repoURL,
    chart,
    targetRevision,
  }));
  const spec = {
    sources: [application.spec.source ?? {}, ...charts],
    ignoreDifferences: ignored,
    ...(namespace && { destination: { namespace } }),
  };
  const revisions = [commit, ...pinned.map(({ version }) => version)];
  const sync = { status: 'Synced', revisions, comparedTo: spec };
  return { ...application, spec, status: { ...application.status, sync } };
}

test('with --require-healthy nothing moves unless the hub says that the first environment is well at that commit', async (t) => {
  git(root, 'clone', '--quiet', '--bare', root, join(root, '.cache/remote.git'));
  git(root, 'remote', 'add', 'origin', join(root, '.cache/remote.git'));
  const commit = git(root, 'rev-parse', 'main').trim();
  const rings = await ringsAt(openRepository(root, 'origin'), commit);
  const expected = [...rings.values()].flatMap(({ applications }) => applications);
  const staging = expected.filter(({ environment }) => environment === 'staging');
  const hub = await serveHub(t, []);
  const kubeconfig = join(root, '.cache/kubeconfig');
  const named = (name: string, kind: string, value: object) => ({ [`${kind}s`]: [{ name, [kind]: value }] });
  const config = {
    'current-context': 'hub',
    ...named('hub', 'context', { cluster: 'hub', user: 'hub' }),
    ...named('hub', 'cluster', { server: hub.address }),
    ...named('hub', 'user', { token: 'secret' }),
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  const promote = async (health: string) => {
    hub.applications = staging.map((one) => stateOf(one, commit, one.app === 'api' ? { health } : {}));
    const script = join(root, 'scripts/promote.ts');
    const args = ['staging', 'production', '--dry-run', '--require-healthy', '--kubeconfig', kubeconfig];
    return runProgram(process.execPath, [script, ...args], { cwd: root, env: outsidePipeline() });
  };
  const unwell = await promote('Degraded');
  assert.equal(unwell.status, 1, unwell.stderr);
  assert.match(unwell.stdout, /^error {2}application-not-healthy[\s\S]*staging\/staging-eu-west-1\/api/m);
  assert.match(unwell.stdout, /Nothing promoted: 1 error/);
  const well = await promote('Healthy');
  assert.equal(well.status, 0, well.stdout + well.stderr);
  assert.match(well.stdout, new RegExp(`All ${staging.length} Applications of staging are Synced and Healthy\\.`));
});

test('what main has of an environment moves to another, once, and all else stays byte for byte', () => {
  const settings = text('overlays/production/environment.yaml');
  // What is here alone is not promoted.
  edit('overlays/staging/images.yaml', (all) => all.replace(':1.4.0', ':1.6.0'));
  const commit = git(root, 'rev-parse', '--short=7', 'main').trim();

  const dry = run(root, 'promote', 'staging', 'production', '--dry-run');
  assert.equal(dry.status, 0, dry.stdout + dry.stderr);
  assert.match(dry.stdout, new RegExp(`^staging → production, as of (origin/)?main \\(${commit}\\)\n`));
  assert.match(dry.stdout, /^ {2}api {2}image api {2}\S+podinfo:\S+ → ghcr\.io\/example\/api:1\.4\.0@sha256:a+$/m);
  assert.match(dry.stdout, /^ {2}worker {2}image worker {2}\S+:1\.9\.0\S+ → \S+:2\.0\.0\S+$/m);
  assert.match(dry.stdout, /^ {2}api {2}leastAppVersion {2}1\.4\.0 → 1\.5\.0$/m);
  assert.match(
    dry.stdout,
    /^warning {2}promotion-goes-back {2}overlays\/production\/images\.yaml:5:5 {2}images\.billing$/m,
  );
  assert.match(dry.stdout, /Nothing written: a dry run\.\n$/);
  assert.equal(git(root, 'diff', '--name-only').trim(), 'overlays/staging/images.yaml');

  const one = run(root, 'promote', 'staging', 'production', '--app', 'worker', '--dry-run');
  assert.doesNotMatch(one.stdout, /api|billing/);

  const real = run(root, 'promote', 'staging', 'production');
  assert.equal(real.status, 0, real.stdout + real.stderr);
  assert.match(real.stderr, /^warning {2}1 file here with changes that are not committed\./m);
  const expected = productionImages
    .replace(image('1.9.0', 'worker'), image('2.0.0', 'worker'))
    .replace('# the end', `    api: ${image('1.4.0')}\r\n# the end`);
  assert.equal(text('overlays/production/images.yaml'), expected);
  assert.equal(
    text('overlays/production/environment.yaml'),
    settings.replace('leastAppVersion: 1.4.0', 'leastAppVersion: 1.5.0'),
  );
  assert.match(git(root, 'diff', '--name-only'), /^overlays\/production\/apps\/worker\/kustomization\.yaml$/m);
  assert.equal(run(root, 'generate', '--check').status, 0);

  const before = git(root, 'diff');
  const again = run(root, 'promote', 'staging', 'production');
  assert.equal(again.status, 0);
  assert.match(again.stdout, /Nothing to promote\.\n$/);
  assert.equal(git(root, 'diff'), before);
});
