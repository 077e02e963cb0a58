import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { run } from '../programs/run.ts';
import { applicationAt } from '../release/testing/application.ts';
import { applicationsOf, fleetFiles } from '../release/testing/fleet.ts';
import { repositories } from '../release/testing/repository.ts';
import { serveHub } from '../release/testing/server.ts';
import { repository } from '../repository.ts';

/** Runs the command as CI would, against a hub on this machine. */
async function setUp(t: TestContext) {
  const made = repositories(t);
  const server = await serveHub(t, [], { token: 'secret' });
  const kubeconfig = join(made.clone, 'kubeconfig');
  const config = {
    'current-context': 'hub',
    contexts: [{ name: 'hub', context: { cluster: 'hub', user: 'release' } }],
    clusters: [{ name: 'hub', cluster: { server: server.address } }],
    users: [{ name: 'release', user: { token: 'secret' } }],
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  const release = async (...args: string[]) => {
    const script = join(repository, 'scripts/release.ts');
    const env = { ...process.env, NO_COLOR: '1', ARGOCD_SERVER: '', ARGOCD_AUTH_TOKEN: '' };
    const { status, stdout, stderr } = await run(process.execPath, [script, '--root', made.clone, ...args], { env });
    return { status, stdout: stdout.replaceAll(/\d+\.\d\d s/g, '0.00 s'), stderr };
  };
  const change = () => made.commit('main', fleetFiles());
  return { ...made, change, server, kubeconfig, release };
}

test('release reports what it moved, that there is nothing to do, or which Applications block it', async (t) => {
  const { change, server, kubeconfig, release, at } = await setUp(t);
  const first = change();
  const ask = (...args: string[]) => release('canary', '--kubeconfig', kubeconfig, ...args);
  const states = applicationsOf('stage').map((name) => applicationAt(name, first));
  server.applications = states.slice(0, 1);
  assert.deepEqual(await ask(), {
    status: 1,
    stdout: `error  application-missing
  The files at ${first.slice(0, 7)} define this Application, and the hub lacks it or does not permit reading it.
  fix  Wait for its ApplicationSet, or see that one's conditions.
  in   staging/stage/api, staging/stage/worker

blocked  2 of 3 Applications of main block the release at ${first.slice(0, 7)}. canary stays at nothing. 0.00 s
`,
    stderr: '',
  });
  server.applications = states;
  const proof = 'all 3 Applications of main are Synced and Healthy there';
  const way = `release/canary new -> ${first.slice(0, 7)}, 1 commit`;
  const dry = await ask('--dry-run');
  assert.deepEqual(dry, { status: 0, stdout: `would move  ${way}: ${proof}. Nothing done. 0.00 s\n`, stderr: '' });
  assert.equal(at('release/canary'), undefined);
  assert.deepEqual(await ask(), { status: 0, stdout: `moved  ${way}: ${proof}. 0.00 s\n`, stderr: '' });
  assert.equal(at('release/canary'), first);
  const again = `canary is at ${first.slice(0, 7)} and has ${first.slice(0, 7)} already. 0.00 s\n`;
  assert.deepEqual(await ask(), { status: 0, stdout: again, stderr: '' });

  const { milliseconds: _, ...json } = JSON.parse((await ask('--format', 'json')).stdout) as Record<string, unknown>;
  assert.deepEqual(json, {
    command: 'release',
    ring: 'canary',
    branch: 'release/canary',
    from: first,
    to: first,
    findings: [],
    seen: [],
    applications: 0,
    commits: 0,
    outcome: 'there',
  });
});

test('while it waits it reports each cause once', async (t) => {
  const { change, server, kubeconfig, release } = await setUp(t);
  const first = change();
  server.applications = applicationsOf('stage').map((name) => applicationAt(name, first, { health: 'Progressing' }));
  const { status, stderr } = await release('canary', '--kubeconfig', kubeconfig, '--wait', '1s');
  assert.equal(status, 1);
  assert.equal(stderr, `waiting  3 of 3 Applications of main block the release at ${first.slice(0, 7)}.\n`);
});

test('release warns of a hub whose certificate nobody verifies', async (t) => {
  const { change, kubeconfig, release, server } = await setUp(t);
  change();
  writeFileSync(
    kubeconfig,
    readFileSync(kubeconfig, 'utf8').replace('"server":', '"insecure-skip-tls-verify":true,"server":'),
  );
  const { stderr } = await release('canary', '--kubeconfig', kubeconfig);
  assert.equal(
    stderr,
    `warning  The certificate of ${server.address} is not verified (insecure-skip-tls-verify): whoever stands between gets the token and decides what is released. Name its certificate-authority in the kubeconfig.\n`,
  );
});

test('wrong usage exits with status 2 and suggests the right one', async (t) => {
  const { change, kubeconfig, release } = await setUp(t);
  change();
  const hub = ['--kubeconfig', kubeconfig];
  const cases: [args: string[], message: string, fix: string][] = [
    [['canary'], 'no hub is configured', 'ARGOCD_SERVER'],
    [[...hub], 'it takes <ring>, and got 0', 'npm run release -- --help'],
    [['canry', ...hub], 'There is no ring canry in the settings of main.', 'Did you mean canary?'],
    [['canary', ...hub, '--wait', 'long'], '--wait is a duration, not "long".', '90s or 1h30m'],
  ];
  for (const [args, message, fix] of cases) {
    const { status, stdout, stderr } = await release(...args);
    assert.equal(status, 2, stderr);
    assert.ok(stderr.includes(message) && stderr.includes(fix), stderr);
    assert.ok(!/^\s+at /m.test(stderr), stderr);
    assert.equal(stdout, '');
  }
});
