/**
 * One command in a process of its own, so that what Node.js keeps is as cold as in a user's run. Prints one line of JSON:
 * its seconds once its code is loaded, the peak of its memory, and what it found.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(import.meta.dirname, '..', '.cache', 'node'));
const commands = {
  generate: async () => (await import('../generators/commands/generate.ts')).generate,
  validate: async () => (await import('../generators/commands/validate.ts')).validate,
};
const [what, root = ''] = process.argv.slice(2);
if (what !== 'generate' && what !== 'validate') throw new Error(`nothing to measure called ${what}`);
const { silent } = await import('../generators/console/progress.ts');
const command = await commands[what]();
const start = performance.now();
const { counts, findings } = await command.run({ root, options: {}, positionals: [], progress: silent, say: () => {} });
const end = performance.now();
const errors = findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
const mebibytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  `${JSON.stringify({ loading: start / 1000, seconds: (end - start) / 1000, mebibytes, errors, ...counts })}\n`,
);
