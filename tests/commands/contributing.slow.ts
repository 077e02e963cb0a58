import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { outputOf, runSync } from '../../generators/programs/run.ts';
import { leftOut } from '../checkers.ts';
import { ofSample } from '../ofSample.ts';
import { copyRepository, run } from '../repositoryCopy.ts';

interface Step {
  readonly form: 'diff' | 'ts';
  readonly file: string;
  readonly lines: readonly string[];
}

/** The blocks of a section of a document that name a file: whole files (`ts`) and changes of files (`diff`). */
function stepsIn(section: string): Step[] {
  return [...section.matchAll(/^```(diff|ts) (\S+)\n([\s\S]*?)^```/gm)].map(([, form, file = '', body = '']) => ({
    form: form as Step['form'],
    file,
    lines: body.trimEnd().split('\n'),
  }));
}

/** Makes the change of a step: the lines that it keeps and removes must be in the file exactly once. */
function follow(root: string, { form, file, lines }: Step): void {
  const path = join(root, file);
  if (form === 'ts') {
    assert.ok(!existsSync(path), `${file} is new`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return;
  }
  const without = (mark: string) => lines.filter((line) => !line.startsWith(mark)).map((line) => line.slice(1));
  const [before, wanted] = [without('+'), without('-')];
  const text = readFileSync(path, 'utf8');
  const parts = text.split(`${before.join('\n')}\n`);
  assert.equal(parts.length, 2, `${file} holds once: ${before.join(' ⏎ ')}`);
  writeFileSync(path, parts.join(`${wanted.join('\n')}\n`));
}

/** Follows the steps of a section in a copy. */
function followSection(root: string, title: string): Step[] {
  const guide = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const section = guide.split('\n## ').find((part) => part.startsWith(title)) ?? '';
  const steps = stepsIn(section);
  for (const step of steps) follow(root, step);
  if (!leftOut('tsc')) outputOf(runSync(join(root, 'node_modules/.bin/tsc'), ['--noEmit'], { cwd: root }));
  return steps;
}

test('following "Add an app" to the letter gives an app that is generated, valid and type-checked', (context) => {
  const root = copyRepository(context);
  assert.equal(followSection(root, 'Add an app').length, 4);
  const generated = run(root, 'generate', '--format', 'json');
  assert.equal(generated.status, 0, generated.stderr);
  const { written } = JSON.parse(generated.stdout) as { written: string[] };
  assert.ok(written.includes('base/referrals/deployment-referrals.yaml'));
  assert.ok(written.includes('overlays/production/clusters/aws-us-east-1/referrals/kustomization.yaml'));
  assert.ok(written.includes('base/prometheus/network-policy-prometheus-targets.yaml'));
  // Other files that change: the network policies of the database, of Prometheus and of the Collector of traces, the list of dashboards, the number of
  // Applications that Argo CD waits for, and the schema of settings for editors.
  assert.deepEqual(
    written.filter(
      (path) =>
        !/referrals|users-database|prometheus-targets|network-policy-log-collector|grafana\/kustomization|application-set-\S+-services\.yaml/.test(
          path,
        ),
    ),
    ['overlays/schemas/environment.schema.json', 'overlays/schemas/images.schema.json'],
  );
  const validated = run(root, 'validate', '--format', 'json');
  assert.equal(validated.status, 0, validated.stdout + validated.stderr);
});

test('following "Run somebody else\'s program" to the letter gives what it says, generated, valid and type-checked', {
  skip: ofSample,
}, (context) => {
  const root = copyRepository(context, ['staging']);
  assert.ok(followSection(root, "Run somebody else's program").length >= 4);
  const generated = run(root, 'generate');
  assert.equal(generated.status, 0, generated.stdout + generated.stderr);
  const deployment = readFileSync(join(root, 'base/forum/deployment-forum.yaml'), 'utf8');
  assert.match(deployment, /imagePullSecrets:\n\s+- name: forum-from-ghcr\n/);
  assert.match(deployment, /value: forum\.reference\.invalid\n/);
  assert.match(deployment, /subPath: limits\.conf\n/);
  const voting = run(root, 'explain', 'staging/staging-eu-west-1', 'ConfigMap/forum', 'data.FORUM_VOTING');
  assert.equal(voting.status, 0, voting.stdout + voting.stderr);
  assert.match(voting.stdout, /"?true"?/);
  const validated = run(root, 'validate');
  assert.equal(validated.status, 0, validated.stdout + validated.stderr);
});

test('following what an app may keep, scale on and publish to the letter gives it, generated, valid and type-checked', (context) => {
  const root = copyRepository(context, ['staging']);
  assert.equal(followSection(root, 'Keep something, in one pod').length, 8);
  assert.equal(followSection(root, 'Scale on something else').length, 5);
  assert.equal(followSection(root, 'Say more of a database').length, 4);
  assert.equal(followSection(root, 'Publish a port past the gateway').length, 2);
  const generated = run(root, 'generate');
  assert.equal(generated.status, 0, generated.stdout + generated.stderr);
  for (const file of [
    'service-ledger-tcp',
    'stateful-set-ledger',
    'persistent-volume-claim-ledger-journal',
    'cron-job-ledger-verify',
  ]) {
    assert.ok(existsSync(join(root, `base/ledger/${file}.yaml`)), file);
  }
  const cluster = readFileSync(join(root, 'base/users-database/cluster-users.yaml'), 'utf8');
  assert.match(cluster, /- name: users-figures\n.+?- pg_read_all_data\n/s);
  const validated = run(root, 'validate');
  assert.equal(validated.status, 0, validated.stdout + validated.stderr);
});

test('following "Several queues on one broker" to the letter gives each subscriber its queue, and each app its rights', (context) => {
  const root = copyRepository(context, ['staging']);
  assert.equal(followSection(root, 'Several queues on one broker').length, 7);
  const generated = run(root, 'generate');
  assert.equal(generated.status, 0, generated.stdout + generated.stderr);
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const apps = 'overlays/staging/apps';
  for (const app of ['mailer', 'worker']) {
    assert.match(read(`${apps}/events-broker/binding-events.purchases.${app}.yaml`), /^ {2}source: purchases$/m);
    assert.match(
      read(`${apps}/${app}/external-secret-${app}.patch.yaml`),
      new RegExp(`key: events\\.${app}-user-credentials`),
    );
  }
  assert.match(
    read(`${apps}/events-broker/permission-events.mailer.yaml`),
    /write: "\^\$"\n {4}read: '\^\(emails\|purchases\\\.mailer\)\$'\n/,
  );
  assert.match(
    read(`${apps}/events-broker/permission-events.billing.yaml`),
    /write: "\^\(events\|purchases\)\$"\n {4}read: "\^\$"\n/,
  );
  assert.match(read('base/mailer/scaled-object-mailer.yaml'), /queueName: purchases\.mailer\n/);
  const validated = run(root, 'validate');
  assert.equal(validated.status, 0, validated.stdout + validated.stderr);
});
