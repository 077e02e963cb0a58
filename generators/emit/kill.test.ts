import assert from 'node:assert/strict';
// biome-ignore lint/style/noRestrictedImports: the program is killed while it works
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { allFiles } from '../plan/allFiles.ts';
import { alternative } from './testing/alternate.ts';
import { emit } from './testing/emit.ts';
import { scratch, treeOf } from './testing/scratch.ts';

const rounds = 10;
const child = join(import.meta.dirname, 'testing/alternate.ts');
const plans = { a: alternative('a'), b: alternative('b') };
const text = { a: plans.a.separate[0]?.content, b: plans.b.separate[0]?.content };

describe('killed at any moment', () => {
  it('every file is old or new, never partly written, and the next run completes without a false hand edit', async (t) => {
    const root = scratch(t);
    for (let round = 0; round < rounds; round++) {
      const runner = spawn(process.execPath, [child, root], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(runner.stdout, 'data');
      const delay = Math.random() * 120;
      await setTimeout(delay);
      runner.kill('SIGKILL');
      await once(runner, 'exit');

      const moment = `killed after ${delay.toFixed(1)} ms`;
      for (const [path, content] of Object.entries(treeOf(root))) {
        if (/\/\.generate-\d+\.tmp$/.test(path)) continue;
        assert.ok(content === text.a || content === text.b || path.endsWith('/'), `${path} is torn, ${moment}`);
      }
      const record: unknown = JSON.parse(readRecord(root));
      assert.equal(typeof record, 'object', moment);

      const plan = plans[Math.random() < 0.5 ? 'a' : 'b'];
      assert.deepEqual(emit(root, plan).handEdited, [], moment);
      assert.deepEqual(
        treeOf(root),
        Object.fromEntries(allFiles(plan).map(({ path, content }) => [path, content])),
        moment,
      );
    }
  });
});

function readRecord(root: string): string {
  try {
    return readFileSync(join(root, '.cache/written.json'), 'utf8');
  } catch {
    return '{}';
  }
}
