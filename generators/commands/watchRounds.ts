/**
 * The rounds of `npm run watch`, in a process of their own: it has the code as it was when it was started, and code that
 * cannot be loaded, or does not end, ends it alone. It loads all code ahead, and for each line on standard input it runs
 * one round: so a save waits neither for Node.js and its modules nor for code that is compiled again. `watch` starts
 * another one where code is saved.
 */
import { createInterface } from 'node:readline';
import { endMark, markOf } from '../watch/stages.ts';
import type { Command } from './command.ts';
import { runCommand } from './runCommand.ts';
import type { Work } from './work.ts';

const stages = {
  generate: async () => (await import('./generate.ts')).generate,
  validate: async () => (await import('./validate.ts')).validate,
  diff: async () => (await import('./diff.ts')).diff,
};

/** Loads everything. What cannot be loaded fails again in the round, and is told there. */
async function ahead(root: string): Promise<void> {
  const load = async () => {
    const [{ endsInTime }, { loadCatalogue, loadRules, loadKnowledge }] = await Promise.all([
      import('../load/endless/watch.ts'),
      import('../repository.ts'),
      import('./main.ts'),
      ...Object.values(stages).map((stage) => stage()),
    ]);
    await endsInTime(root, () => Promise.all([loadCatalogue(root), loadRules(root), loadKnowledge()]));
  };
  await load().catch(() => {});
}

async function round(root: string): Promise<void> {
  const { generate, validate, diff } = stages;
  const { withWork } = await import('./work.ts');
  const isValid = await withWork(root, async (work) => (await isFine(generate, work)) && isFine(validate, work));
  if (isValid) await isFine(diff);
  say(endMark);
}

async function isFine<Result>(stage: () => Promise<Command<Result>>, work?: Work): Promise<boolean> {
  process.exitCode = 0;
  await runCommand(stage, work);
  const status = Number(process.exitCode);
  say(markOf(status));
  return status === 0;
}

function say(mark: string): void {
  for (const stream of [process.stdout, process.stderr]) stream.write(`${mark}\n`);
}

const [, , , root = ''] = process.argv;
await ahead(root);
for await (const _ of createInterface({ input: process.stdin })) {
  // Apps that wait for ever are seen by a process that waits for nothing else.
  process.stdin.unref();
  await round(root);
  process.stdin.ref();
}
