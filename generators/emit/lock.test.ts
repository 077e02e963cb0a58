import assert from 'node:assert/strict';
// biome-ignore lint/style/noRestrictedImports: one of the programs is killed while it works
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { silent } from '../console/progress.ts';
import { compare } from './compare.ts';
import { withLock, withSharedLock } from './lock.ts';
import { planOf, scratch, treeOf } from './testing/scratch.ts';
import { unprivileged } from './testing/unprivileged.ts';

const child = join(import.meta.dirname, 'testing/count.ts');
const count = (root: string, times: number, pause: number) =>
  spawn(process.execPath, [child, root, String(times), String(pause)], { stdio: ['ignore', 'pipe', 'inherit'] });

describe('withLock', () => {
  it('lets processes in one at a time, so that each finds what the one before left', async (t) => {
    const root = scratch(t, { number: '0' });
    const runners = [count(root, 10, 2), count(root, 10, 2), count(root, 10, 2)];
    for (const runner of runners) runner.stdout.resume();
    const exits = await Promise.all(runners.map((runner) => once(runner, 'exit')));
    assert.deepEqual(exits, [
      [0, null],
      [0, null],
      [0, null],
    ]);
    const files = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`base/0/${index}`, '30']));
    assert.deepEqual(treeOf(root), { ...files, number: '30' });
    assert.deepEqual(compare(root, planOf(files)), []);
  });

  it('waits for a run in progress, names its process, and continues as soon as that one is killed', async (t) => {
    const root = scratch(t, { number: '0' });
    const runner = count(root, 1, 60_000);
    await once(runner.stdout, 'data');
    const said = new Set<string>();
    const update = (text: string) => {
      if (said.add(text).size === 1) setTimeout(120).then(() => runner.kill('SIGKILL'));
    };
    const result = await withLock(root, { update, end: () => said.add('(end)') }, () => 'done');
    assert.equal(result, 'done');
    assert.deepEqual([...said], [`waiting for another run to end (process ${runner.pid})`, '(end)']);
    assert.equal(runner.killed, true);
    assert.equal(readFileSync(join(root, 'number'), 'utf8'), '0');
  });

  it('excludes a second run of the same process, and is released when the work fails', async (t) => {
    const root = scratch(t);
    const order: string[] = [];
    const failing = withLock(root, silent, async () => {
      order.push('first in');
      await setTimeout(80);
      order.push('first out');
      throw new Error('the work failed');
    });
    const second = withLock(root, silent, () => order.push('second in'));
    await assert.rejects(failing, { message: 'the work failed' });
    await second;
    assert.deepEqual(order, ['first in', 'first out', 'second in']);
  });

  it('fails when the other run does not end in time', async (t) => {
    const root = scratch(t);
    await withLock(root, silent, () =>
      assert.rejects(
        withLock(root, silent, () => assert.fail('both are in'), 100),
        {
          name: 'Failure',
          message: `Another run (process ${process.pid}) has not ended within 0.1 s.`,
        },
      ),
    );
  });

  it('names the fault of a lock that cannot be acquired', async (t) => {
    await assert.rejects(
      withLock(scratch(t, { '.cache/generate.lock': 'garbage' }), silent, () => {}),
      {
        name: 'Failure',
        message: 'Cannot lock .cache/generate.lock: file is not a database.',
        fix: 'Delete .cache/generate.lock if it is damaged or not yours; otherwise use a local disk, whose file system has file locks.',
      },
    );
  });

  it('fails on a lock that it may not write to: such a lock would keep nobody out', {
    skip: process.platform === 'win32',
  }, async (t) => {
    const root = scratch(t, { '.cache/generate.lock': '' });
    for (const path of ['.', '.cache']) chmodSync(join(root, path), 0o777);
    chmodSync(join(root, '.cache/generate.lock'), 0o444);
    await assert.rejects(
      unprivileged(() => withLock(root, silent, () => assert.fail('it is in'))),
      { name: 'Failure', message: 'Cannot lock .cache/generate.lock: attempt to write a readonly database.' },
    );
  });

  it('lets readers in together, and keeps them and a writer apart', async (t) => {
    const root = scratch(t);
    const order: string[] = [];
    const reader = (name: string, pause: number) =>
      withSharedLock(root, silent, async () => {
        order.push(`${name} in`);
        await setTimeout(pause);
        order.push(`${name} out`);
      });
    const both = [reader('one', 150), reader('two', 80)];
    const writer = withLock(root, silent, () => order.push('writer'));
    await Promise.all([...both, writer]);
    assert.deepEqual(order, ['one in', 'two in', 'two out', 'one out', 'writer']);
    await withLock(root, silent, () =>
      assert.rejects(
        withSharedLock(root, silent, () => assert.fail('both are in'), 100),
        { name: 'Failure' },
      ),
    );
  });

  it('lets a reader in where this user may not write', { skip: process.platform === 'win32' }, async (t) => {
    const root = scratch(t);
    chmodSync(root, 0o555);
    assert.equal(await unprivileged(() => withSharedLock(root, silent, () => 'read')), 'read');
    chmodSync(root, 0o755);
  });

  it('follows no link, and writes nothing through one', { skip: process.platform === 'win32' }, async (t) => {
    const root = scratch(t, { 'elsewhere/': '', 'other/.cache/': '' });
    symlinkSync('elsewhere', join(root, '.cache'));
    symlinkSync('../../elsewhere/file', join(root, 'other/.cache/generate.lock'));
    const enter = (folder: string) => withLock(folder, silent, () => assert.fail('it is in'));
    await assert.rejects(enter(root), {
      message: '.cache is a symbolic link, and files are only kept in a real folder of the repository.',
    });
    await assert.rejects(enter(join(root, 'other')), { message: 'Cannot lock .cache/generate.lock: it is no file.' });
    assert.deepEqual(treeOf(root), { 'elsewhere/': '', 'other/.cache/generate.lock': '-> ../../elsewhere/file' });
  });

  it('names the folder that it may not write to', { skip: process.platform === 'win32' }, async (t) => {
    const root = scratch(t);
    chmodSync(root, 0o555);
    await assert.rejects(
      unprivileged(() => withLock(root, silent, () => {})),
      { name: 'Failure', message: 'Cannot make .cache: permission denied (EACCES).' },
    );
    chmodSync(root, 0o755);
  });
});
