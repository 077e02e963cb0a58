/**
 * One round of `npm run watch`, in a process of its own: it has the code as it is, and code that cannot be loaded ends it
 * alone. It is started before anything is saved, loads all code, and waits for a line on standard input: so a save does
 * not wait for Node.js and its modules. What was loaded and is saved meanwhile is not run: `watch` starts another one.
 */
import { once } from 'node:events';
import { markOf } from '../watch/stages.ts';
import { runCommand } from './runCommand.ts';

const stages = [
  async () => (await import('./generate.ts')).generate,
  async () => (await import('./validate.ts')).validate,
  async () => (await import('./diff.ts')).diff,
] as const;

/** Loads everything. What cannot be loaded fails again when the round runs, and is told then. */
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

const [, , , root = ''] = process.argv;
await ahead(root);
const isWanted = await Promise.race([
  once(process.stdin, 'data').then(() => true),
  once(process.stdin, 'end').then(() => false),
]);
if (!isWanted) process.exit(0); // `watch` has ended
process.stdin.destroy();
for (const stage of stages) {
  await runCommand<unknown>(stage);
  const status = Number(process.exitCode ?? 0);
  for (const stream of [process.stdout, process.stderr]) stream.write(`${markOf(status)}\n`);
  if (status !== 0) break;
}
