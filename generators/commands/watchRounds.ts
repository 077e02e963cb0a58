/**
 * The rounds of `npm run watch`, in a process of their own: it has the code as it was when it was started, and code that
 * cannot be loaded, or does not end, ends it alone. It loads all code ahead, and for each line on standard input it runs
 * one round: so a save waits neither for Node.js and its modules nor for code that is compiled again. `watch` starts
 * another one where code is saved.
 */
import { createInterface } from 'node:readline';
import { endMark, markOf } from '../watch/stages.ts';
import { runCommand } from './runCommand.ts';

const stages = [
  async () => (await import('./generate.ts')).generate,
  async () => (await import('./validate.ts')).validate,
  async () => (await import('./diff.ts')).diff,
] as const;

/** Loads everything. What cannot be loaded fails again in the round, and is told there. */
async function ahead(root: string): Promise<void> {
  const load = async () => {
    const [{ endsInTime }, { loadCatalogue, loadRules, loadKnowledge }] = await Promise.all([
      import('../load/endless/watch.ts'),
      import('../repository.ts'),
      import('./main.ts'),
      ...stages.map((stage) => stage()),
    ]);
    await endsInTime(root, () => Promise.all([loadCatalogue(root), loadRules(root), loadKnowledge()]));
  };
  await load().catch(() => {});
}

async function round(): Promise<void> {
  for (const stage of stages) {
    process.exitCode = 0;
    await runCommand<unknown>(stage);
    const status = Number(process.exitCode);
    say(markOf(status));
    if (status !== 0) break;
  }
  say(endMark);
}

function say(mark: string): void {
  for (const stream of [process.stdout, process.stderr]) stream.write(`${mark}\n`);
}

const [, , , root = ''] = process.argv;
await ahead(root);
for await (const _ of createInterface({ input: process.stdin })) {
  // Apps that wait for ever are seen by a process that waits for nothing else.
  process.stdin.unref();
  await round();
  process.stdin.ref();
}
