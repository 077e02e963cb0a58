import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outputOf, runSync } from '../../generators/programs/run.ts';
import type { LabResult } from '../../lab/command/command.ts';
import { isAlive } from '../../lab/command/state.ts';
import { controlPlanePrograms } from '../../lab/controlPlane/controlPlane.ts';
import { labPrograms } from '../../lab/programs.ts';
import { copyRepository, run } from '../repositoryCopy.ts';
import { say } from './say.ts';

// `npm run lab`, as a person uses it.

// Built before the test, so that the build does not count in its timeout.
await labPrograms([...controlPlanePrograms, 'kwok', 'kubectl'], say);

test('a lab starts with the objects of an environment, prints how to reach it, and stops', {
  timeout: 300_000,
}, (context) => {
  const root = copyRepository(context, ['development']);
  const lab = (...args: string[]) => run(root, 'lab', ...args);
  const resultOf = (...args: string[]) => JSON.parse(lab(...args, '--format', 'json').stdout) as LabResult;
  context.after(() => lab('down'));

  assert.equal(lab('status').stdout, 'No lab runs. Start one with `npm run lab -- up`.\n');
  assert.match(lab('up', '--cluster', 'development/nowhere').stderr, /there is no cluster development\/nowhere/);
  const start = Date.now();
  const up = lab('up', '--cluster', 'development/dev', '--apply');
  assert.equal(up.status, 0, up.stderr);
  say(`npm run lab -- up --apply took ${((Date.now() - start) / 1000).toFixed(1)} s`);
  assert.match(
    up.stdout,
    /^The lab is ready\.\n {2}development\/dev {2}export KUBECONFIG=\S+\n {2}kubectl \S.*: \S+\n$/,
  );
  assert.match(lab('up').stderr, /a lab is running already/);

  const { state } = resultOf('status');
  assert.ok(state?.kubectl && state.clusters[0]);
  const command = ['--kubeconfig', state.clusters[0].kubeconfig, 'get', 'deployment', 'api', '--namespace', 'backend'];
  assert.match(outputOf(runSync(state.kubectl, command)), /^api +/m);
  assert.match(lab('logs', '--program', 'dev-kube-scheduler').stdout, /^== dev-kube-scheduler\n/);
  assert.match(lab('logs', '--program', 'none').stderr, /there is no log of none/);

  assert.equal(lab('down').stdout, 'No lab runs.\n');
  assert.ok(!isAlive(state.pid));
  assert.equal(resultOf('status').state, undefined);
});
