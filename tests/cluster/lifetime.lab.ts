import assert from 'node:assert/strict';
// biome-ignore lint/style/noRestrictedImports: the program is killed while it works
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { isAlive } from '../../lab/command/state.ts';
import { controlPlanePrograms } from '../../lab/controlPlane/controlPlane.ts';
import { openLab } from '../../lab/lab.ts';
import { labPrograms } from '../../lab/programs.ts';
import { until } from '../../lab/until.ts';
import { say } from './say.ts';

// Built before the tests, so that the build does not count in their timeouts.
await labPrograms(controlPlanePrograms, say);

/** A separate process that runs a lab, and the pids of the lab's programs. */
async function heldLab(how = 'hold'): Promise<{ child: ChildProcess; folder: string; pids: number[] }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'holdLab.ts'), how], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  assert.ok(child.stdout);
  const [folder] = (await once(createInterface(child.stdout), 'line')) as [string];
  const pids = readdirSync(join(folder, 'pids')).map((name) =>
    Number(readFileSync(join(folder, 'pids', name), 'utf8')),
  );
  return { child, folder, pids };
}

const endings: [how: string, end: (child: ChildProcess) => unknown][] = [
  ['Ctrl-C', (child) => child.kill('SIGINT')],
  ['SIGTERM', (child) => child.kill('SIGTERM')],
  ['being killed', (child) => child.kill('SIGKILL')],
];

for (const [how, end] of endings) {
  test(`nothing is left running after ${how}`, { timeout: 180_000 }, async () => {
    const { child, folder, pids } = await heldLab();
    assert.equal(pids.length, 4);
    assert.ok(pids.every(isAlive));
    end(child);
    const seconds = await until('all programs have ended', 30, async () => !pids.some(isAlive) || 'some have not');
    say(`after ${how}, all programs had ended within ${seconds.toFixed(1)} s`);
    rmSync(folder, { recursive: true, force: true });
  });
}

test('nothing is left running after an error', { timeout: 180_000 }, async () => {
  const { folder, pids } = await heldLab('fail');
  await until('all programs have ended', 30, async () => !pids.some(isAlive) || 'some have not');
  rmSync(folder, { recursive: true, force: true });
});

test('two labs run side by side, and each removes what it made', { timeout: 180_000 }, async () => {
  const labs = await Promise.all([openLab({ progress: say }), openLab({ progress: say })]);
  try {
    const start = Date.now();
    const [one, two] = await Promise.all(labs.map((lab) => lab.cluster('beside')));
    say(`two control planes were ready after ${(Date.now() - start) / 1000} s`);
    assert.ok(one && two);
    assert.notEqual(one.services, two.services);
    const made = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'made-in-one' } };
    await one.api.create(made);
    assert.equal(await two.api.get(made), undefined);
  } finally {
    for (const lab of labs) await lab.stop();
  }
  assert.deepEqual(
    labs.map(({ folder }) => existsSync(folder)),
    [false, false],
  );
});

test('the failure of a program that cannot start has the last lines of its log', { timeout: 60_000 }, async () => {
  const lab = await openLab({ progress: say });
  try {
    const program = process.execPath;
    const start = { name: 'broken', program, args: ['-e', 'console.error("no such luck"); process.exit(3)'] };
    await assert.rejects(
      lab.processes.start({ ...start, ready: async () => false }),
      /broken has ended\. Its last words:\n.*no such luck/,
    );
  } finally {
    await lab.stop();
  }
});
