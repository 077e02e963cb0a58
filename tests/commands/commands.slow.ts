import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSync } from '../../generators/programs/run.ts';
import { repository } from '../../generators/repository.ts';
import { commitAll, copyRepository, git, run } from '../repositoryCopy.ts';

const commands = [
  'start',
  'init',
  'new',
  'generate',
  'validate',
  'explain',
  'report',
  'setup',
  'bench',
  'lab',
  'release',
  'promote',
  'propose',
  'comment',
  'resolve',
  'watch',
];

test('every command describes itself with --help, with examples and its options', () => {
  for (const command of commands) {
    const { status, stdout, stderr } = run(repository, command, '--help');
    assert.equal(status, 0, stderr);
    for (const part of [`Usage: npm run ${command}`, 'Examples', '--root', '--format', 'Status: 0 fine']) {
      assert.ok(stdout.includes(part), `${command} --help has ${part}`);
    }
  }
});

test('wrong usage exits with status 2, suggests the right one, and prints no stack trace', () => {
  const cases: [string, string[], string][] = [
    ['generate', ['--chek'], 'did you mean --check?'],
    ['setup', ['more'], 'it takes no argument, and got 1'],
    ['generate', ['stagin'], 'Did you mean staging?'],
    ['generate', ['staging', '--app', 'apy'], 'Did you mean api?'],
    ['validate', ['production/aws-us-east-9'], 'Did you mean production/aws-us-east-1?'],
    ['diff', ['production/aws-us-east-9', 'HEAD'], 'Did you mean production/aws-us-east-1?'],
    ['diff', ['production', 'staging'], 'production and staging are two parts of the fleet'],
    ['diff', ['HEAD', 'HEAD~1'], 'HEAD and HEAD~1 are two revisions'],
    ['validate', ['--format', 'yaml'], '--format is text, github, gitlab, sarif or json, not "yaml"'],
    ['generate', ['--root', '/no/such/folder'], '--root: There is no folder /no/such/folder'],
    ['generate', ['--root', join(repository, 'docs')], 'docs has no folder overlays'],
    ['validate', ['--base', 'no-such-revision'], 'There is no revision no-such-revision'],
    ['lab', ['upp'], 'there is no action upp; did you mean up?'],
    ['lab', ['up', '--cluster', 'a,b,c,d'], 'a lab has at most three clusters'],
    ['explain', ['production'], 'it takes <environment/cluster> <Kind/name> <field>, and got 1'],
    ['explain', ['production/aws-us-east-9', 'Deployment/api', 'spec'], 'Did you mean production/aws-us-east-1?'],
    ['explain', ['production/aws-us-east-1', 'Deployment/apy', 'spec'], 'Did you mean Deployment/api?'],
    [
      'explain',
      ['production/aws-us-east-1', 'ResourceQuota/budget', 'spec'],
      'Name one of ResourceQuota/backend/budget, ',
    ],
    ['explain', ['production/aws-us-east-1', 'Deployment/api', 'spec.replicaz'], 'There is no field spec.replicaz'],
  ];
  for (const [command, args, expected] of cases) {
    const { status, stdout, stderr } = run(repository, command, ...args);
    assert.equal(status, 2, `${command} ${args.join(' ')}: ${stdout}${stderr}`);
    assert.ok(stderr.includes(expected), `${stderr} says ${expected}`);
    assert.ok(!/^\s+at /m.test(stderr), stderr);
    assert.equal(stdout, '');
  }
});

test('a failure has the form of --format, too', () => {
  const { status, stdout } = run(repository, 'explain', '--format', 'json', 'nowhere/none', 'Deployment/api', 'spec');
  assert.equal(status, 2);
  assert.match((JSON.parse(stdout) as { failure: { message: string } }).failure.message, /There is no cluster nowhere/);
  const wrong = ['validate', '--base', 'no-such-revision', '--format'] as const;
  assert.match(run(repository, ...wrong, 'github').stdout, /^::error title=failed::There is no revision/);
  assert.match(run(repository, ...wrong, 'sarif').stdout, /"executionSuccessful": false/);
});

test('generate writes what differs, --check only says so, and a mistake in the settings writes nothing', (context) => {
  const root = copyRepository(context);
  const settings = join(root, 'overlays/production/environment.yaml');
  const before = readFileSync(settings, 'utf8');

  assert.equal(run(root, 'generate', '--check').status, 0);
  writeFileSync(settings, before.replace('max: 60', 'max: 61'));
  const check = run(root, 'generate', '--check');
  assert.equal(check.status, 1);
  assert.match(
    check.stdout,
    /scaled-object-api\.patch\.yaml {2}to be changed {2}from overlays\/production\/environment\.yaml/,
  );
  assert.match(check.stdout, /-\s+maxReplicaCount: 60\n\s+\+\s+maxReplicaCount: 61/);
  assert.equal(git(root, 'status', '--porcelain').trim(), 'M overlays/production/environment.yaml');

  const { written, removed } = JSON.parse(run(root, 'generate', '--format', 'json').stdout) as Record<string, string[]>;
  assert.deepEqual(written, ['overlays/production/apps/api/scaled-object-api.patch.yaml']);
  assert.deepEqual(removed, []);

  writeFileSync(settings, before.replace('max: 60', 'mx: 60'));
  const wrong = run(root, 'generate');
  assert.equal(wrong.status, 1);
  const line = before.split('\n').findIndex((text) => text.includes('max: 60')) + 1;
  assert.match(wrong.stdout, new RegExp(`error {2}\\S+ {2}overlays/production/environment\\.yaml:${line}:\\d+`));
  assert.match(wrong.stdout, /max/);
  assert.match(wrong.stdout, /Nothing written: 1 error\./);

  const annotated = run(root, 'generate', '--format', 'github');
  assert.equal(annotated.status, 1);
  assert.match(
    annotated.stdout,
    new RegExp(
      `^::error file=overlays/production/environment\\.yaml,line=${line},col=\\d+,title=\\S+::.*%0AFix: .*\\nNothing written: 1 error\\.\\n$`,
    ),
  );
  const uploaded = run(root, 'generate', '--format', 'sarif');
  assert.equal(uploaded.status, 1);
  const [{ results }] = (JSON.parse(uploaded.stdout) as { runs: [{ results: unknown[] }] }).runs;
  assert.equal(results.length, 1);
});

test('with --check, formats of findings name the files that differ', (context) => {
  const root = copyRepository(context);
  appendFileSync(join(root, 'base/api/deployment-api.yaml'), '# mine\n');
  const { status, stdout } = run(root, 'generate', '--check', '--format', 'github');
  assert.equal(status, 1);
  assert.match(stdout, /^::error file=base\/api\/deployment-api\.yaml,line=1,col=1,title=tree-differs::/);
});

test('a setting changes no file below its own layer, and none of another environment', (context) => {
  const root = copyRepository(context);
  const edit = (file: string, from: string, to: string) => {
    const path = join(root, file);
    const text = readFileSync(path, 'utf8');
    assert.ok(text.includes(from), `${file} has ${from}`);
    writeFileSync(path, text.replace(from, to));
    const { written } = JSON.parse(run(root, 'generate', '--format', 'json').stdout) as { written: string[] };
    commitAll(root, 'edited');
    return written;
  };
  const production = 'overlays/production/environment.yaml';
  const outside = (folder: string) => (path: string) => !path.startsWith(folder);
  // ExternalDNS has the domain among its chart's values; the page says which names have to exist.
  assert.deepEqual(
    edit(production, 'domain: example.com', 'domain: example.org').filter(outside('overlays/production/')),
    ['argocd/charts/external-dns/production.yaml', 'docs/prerequisites/production.md'],
  );
  const cluster = edit(
    production,
    'account: examplemobileprod, bucket: uploads',
    'account: examplemobileprod, bucket: files',
  );
  assert.ok(cluster.length > 0);
  assert.deepEqual(cluster.filter(outside('overlays/production/clusters/azure-eastus/')), [
    'docs/prerequisites/production.md',
  ]);
  // The first cluster that switches an app on adds it to the layer of its environment.
  edit(production, '  billing:\n', '  billing:\n    enabled: false\n');
  const added = edit(production, '\n    apps:\n', '\n    apps:\n      billing: { enabled: true }\n');
  assert.ok(added.includes('overlays/production/apps/billing/kustomization.yaml'));
  assert.deepEqual(
    added.filter((path) => !/^(overlays|argocd\/[a-z]+)\/production\//.test(path)),
    [],
  );
});

test('a hand edit is reported and kept before it is overwritten; the next run has nothing to do', (context) => {
  const root = copyRepository(context);
  const file = 'base/api/deployment-api.yaml';
  appendFileSync(join(root, file), '# mine\n');
  const { status, stderr } = run(root, 'generate');
  assert.equal(status, 0);
  assert.match(
    stderr,
    /base\/api\/deployment-api\.yaml was edited by hand; it is overwritten, your text is in \.cache\//,
  );
  assert.match(run(root, 'generate').stdout, /0 files written, 0 removed/);
  assert.equal(git(root, 'status', '--porcelain'), '');
});

test('validate names a file that differs from the model, and builds nothing from it', (context) => {
  const root = copyRepository(context, ['production']);
  const file = 'overlays/production/apps/api/scaled-object-api.patch.yaml';
  writeFileSync(
    join(root, file),
    readFileSync(join(root, file), 'utf8').replace('maxReplicaCount: 60', 'maxReplicaCount: 6'),
  );
  rmSync(join(root, 'base/worker/service-account-worker.yaml'));
  const { status, stdout } = run(root, 'validate', '--format', 'json');
  assert.equal(status, 1);
  const { findings } = JSON.parse(stdout) as { findings: { code: string; severity: string; message: string }[] };
  const errors = findings.filter(({ severity }) => severity === 'error');
  const has = (code: string, text: string) =>
    assert.ok(
      errors.some((finding) => finding.code === code && finding.message.includes(text)),
      `${code} ${text}`,
    );
  has('tree-differs', `${file} differs from the model`);
  has('tree-differs', 'base/worker/service-account-worker.yaml is missing');
  assert.deepEqual(
    errors.map(({ code }) => code),
    ['tree-differs', 'tree-differs'],
  );
  assert.ok(findings.some(({ code }) => code === 'not-built'));
});

test('explain names the layer and line that set a value, and the settings it depends on', () => {
  const args = ['production/aws-us-east-1', 'ScaledObject/api', 'spec.maxReplicaCount'];
  const { status, stdout } = run(repository, 'explain', ...args);
  assert.equal(status, 0);
  const settings = readFileSync(join(repository, 'overlays/production/environment.yaml'), 'utf8').split('\n');
  const line = settings.findIndex((text) => text.includes('max: 60')) + 1;
  const column = (settings[line - 1] ?? '').indexOf('max') + 1;
  const patch = 'overlays/production/apps/api/scaled-object-api.patch.yaml';
  const at =
    readFileSync(join(repository, patch), 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('maxReplicaCount')) + 1;
  assert.ok(stdout.includes(`environment  60  ${patch}:${at}:3  decides`), stdout);
  assert.ok(stdout.includes(`apps.api.scale.max = 60  overlays/production/environment.yaml:${line}:${column}`), stdout);
  assert.ok(stdout.includes('base         30  base/api/scaled-object-api.yaml:'), stdout);
});

test('explain finds settings behind images, ports and endpoints', () => {
  const cases: [string, string, string, string][] = [
    ['production/aws-us-east-1', 'Deployment/api', 'spec.template.spec.containers[api].image', 'images.api = '],
    ['production/aws-us-east-1', 'Service/api', 'spec.ports[http].port', 'images.api = '],
    [
      'production/aws-us-east-1',
      'ExternalSecret/api',
      'spec.target.template.data.DATABASE_URL',
      'data.users.provider = cloudnative-pg',
    ],
    ['production/google-us-central1', 'Cluster/users', 'spec.replica.primary', 'the roles of the clusters'],
    ['development/dev', 'Deployment/auth', 'spec.replicas', 'apps.auth.scale.max = 1'],
    ['production/aws-us-east-1', 'ResourceQuota/data/budget', 'spec.hard.pods', 'apps.platform.quotas.data.pods = 120'],
  ];
  for (const [cluster, object, field, expected] of cases) {
    const { status, stdout, stderr } = run(repository, 'explain', cluster, object, field);
    assert.equal(status, 0, stderr);
    assert.ok(stdout.split('Depends on')[1]?.includes(expected), `${object} ${field}: ${stdout}`);
  }
});

test('a closed standard output ends the command without an error', () => {
  const script = join(repository, 'scripts/validate.ts');
  const { stderr } = runSync('sh', ['-c', `"${process.execPath}" "${script}" --help | head -c 1`]);
  assert.equal(stderr, '');
});
