import assert from 'node:assert/strict';
// biome-ignore lint/style/noRestrictedImports: the command runs on while the test edits, and is interrupted
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { outsidePipeline } from '../outsidePipeline.ts';
import { commitAll, copyRepository, run } from '../repositoryCopy.ts';

const root = copyRepository({ after }, ['staging']);
commitAll(root, 'one environment');
const settings = 'overlays/staging/environment.yaml';
const app = 'apps/api.ts';
const [before, code] = [settings, app].map((file) => readFileSync(join(root, file), 'utf8')) as [string, string];
const save = (file: string, text: string) => writeFileSync(join(root, file), text);
const withMost = (most: number) =>
  before.replace('    scale: { min: 3, max: 6 }', `    scale: { min: 3, max: ${most} }`);

/** Starts `npm run watch` as npm does, and as a terminal does in a process group: Ctrl-C reaches all of it. */
function start() {
  const child = spawn(process.execPath, [join(root, 'scripts/watch.ts')], {
    cwd: root,
    env: outsidePipeline(),
    detached: true,
  });
  const { pid = 0 } = child;
  after(() => child.kill('SIGKILL'));
  let said = '';
  let read = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return {
    /** What it says from where the last call ended until a text has come. */
    async until(text: string): Promise<string> {
      for (;;) {
        const at = said.indexOf(text, read);
        if (at >= 0) {
          const heard = said.slice(read, at + text.length);
          read = at + text.length;
          return heard;
        }
        assert.equal(child.exitCode, null, said);
        await setTimeout(20);
      }
    },
    async interrupt(): Promise<string> {
      process.kill(-pid, 'SIGINT');
      const [status] = (await once(child, 'close')) as [number | null];
      assert.equal(status, 0, said);
      return said.slice(read);
    },
  };
}

const quiet = 'Waiting for a save';

test('each save is generated and judged, a broken app does not end it, and Ctrl-C leaves a whole tree', async () => {
  const watch = start();
  assert.match(await watch.until(quiet), /^== all as it is\n.* 0 files written/);

  save(settings, withMost(7));
  const edited = await watch.until(quiet);
  assert.match(edited, new RegExp(`== saved ${settings}\n.* 1 files written`));
  assert.match(edited, /objects, \d+ overlays, \d+ rules/);
  assert.match(edited, /spec\.maxReplicaCount {2}6 → 7/);

  save(settings, before.replace('    scale: { min: 3, max: 6 }', '    scale: { min: 3, mx: 6 }'));
  const wrong = await watch.until(quiet);
  assert.match(wrong, new RegExp(`^error .* ${settings}:\\d+:\\d+`, 'm'));
  assert.doesNotMatch(wrong, /objects, |diff with/);

  save(app, code.replace('max: 30', 'max: '));
  assert.match(await watch.until(quiet), /^error .* apps\/api\.ts:\d+:\d+/m);

  // What is awaited for ever is seen, though the process waits for the next save.
  save(app, `await new Promise(() => {});\n${code}`);
  assert.match(await watch.until(quiet), /^error +apps-endless +apps\/api\.ts:1:1$/m);

  // Saves while it works are one more round.
  save(app, code);
  await watch.until(`== saved ${app}\n`);
  for (const most of [7, 8, 9]) {
    save(settings, withMost(most));
    await setTimeout(100);
  }
  const rest = await watch.until(quiet);
  assert.match(rest, new RegExp(`^== saved ${settings}\n[\\s\\S]*spec\\.maxReplicaCount {2}6 → 9`, 'm'));
  assert.equal(rest.match(/^== /gm)?.length, 1);

  // A save while it validates ends that.
  save(settings, withMost(8));
  await watch.until('files written');
  save(settings, withMost(9));
  const cut = await watch.until(quiet);
  assert.match(cut, new RegExp(`^== saved ${settings}\n.* 1 files written`, 'm'));
  assert.equal(cut.match(/objects, \d+ overlays/g)?.length, 1, 'the first is not judged');
  assert.match(await watch.interrupt(), /Generated 9 times\. Every generated file is whole\.\n$/);
  assert.equal(run(root, 'generate', '--check').status, 0);
});

test('Ctrl-C while it generates waits until all is written', async () => {
  save(settings, before.replace('domain: staging.example.com', 'domain: other.example.com'));
  const watch = start();
  await watch.until('== all as it is\n');
  await setTimeout(300);
  assert.match(await watch.interrupt(), /^\nGenerated 1 time\./);
  assert.equal(run(root, 'generate', '--check').status, 0);
});
