import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { outputOf, runSync } from '../../generators/programs/run.ts';
import { leftOut } from '../checkers.ts';
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

/** Inserts added lines: their context must be in the file exactly once. */
function follow(root: string, { form, file, lines }: Step): void {
  const path = join(root, file);
  if (form === 'ts') {
    assert.ok(!existsSync(path), `${file} is new`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return;
  }
  const context = lines.filter((line) => line.startsWith(' ')).map((line) => line.slice(1));
  const wanted = lines.map((line) => line.slice(1));
  const text = readFileSync(path, 'utf8');
  const parts = text.split(`${context.join('\n')}\n`);
  assert.equal(parts.length, 2, `${file} holds once: ${context.join(' ⏎ ')}`);
  writeFileSync(path, parts.join(`${wanted.join('\n')}\n`));
}

test('following "Add an app" to the letter gives an app that is generated, valid and type-checked', (context) => {
  const root = copyRepository(context);
  assert.equal(followSection(root, 'Add an app'), 4);
  const written = generated(root);
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
  validated(root);
});

test('following the sections about what an app may need gives apps that are generated, valid and type-checked', (context) => {
  const root = copyRepository(context);
  assert.equal(followSection(root, 'Keep something, in one pod'), 4);
  assert.equal(followSection(root, 'Publish a port past the gateway'), 2);
  const written = generated(root);
  assert.ok(written.includes('base/ledger/service-ledger-tcp.yaml'));
  assert.ok(written.includes('base/ledger/stateful-set-ledger.yaml'));
  assert.ok(written.includes('base/ledger/persistent-volume-claim-ledger-journal.yaml'));
  validated(root);
});

/** Follows a section of CONTRIBUTING, and returns how many blocks of it name a file. */
function followSection(root: string, title: string): number {
  const guide = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const steps = stepsIn(guide.split('\n## ').find((part) => part.startsWith(`${title}\n`)) ?? '');
  for (const step of steps) follow(root, step);
  return steps.length;
}

/** The files that generating writes, once all types are right. */
function generated(root: string): string[] {
  if (!leftOut('tsc')) outputOf(runSync(join(root, 'node_modules/.bin/tsc'), ['--noEmit'], { cwd: root }));
  const { status, stdout, stderr } = run(root, 'generate', '--format', 'json');
  assert.equal(status, 0, stdout + stderr);
  return (JSON.parse(stdout) as { written: string[] }).written;
}

function validated(root: string): void {
  const { status, stdout, stderr } = run(root, 'validate', '--format', 'json');
  assert.equal(status, 0, stdout + stderr);
}
