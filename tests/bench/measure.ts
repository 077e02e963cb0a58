/**
 * One measurement in a process of its own, so that nothing is warm that a user's run would find cold. Prints one line
 * of JSON: seconds spent inside the process after start-up, and its peak memory.
 */
import { generate } from '../../generators/commands/generate.ts';
import { validate } from '../../generators/commands/validate.ts';
import { silent } from '../../generators/report/progress.ts';

const [what, root] = process.argv.slice(2) as [string, string];
const command = { generate, validate }[what];
if (!command) throw new Error(`nothing to measure called ${what}`);
const start = performance.now();
const result = await command.run({ root, options: {}, positionals: [], progress: silent, say: () => {} });
const seconds = (performance.now() - start) / 1000;
const { counts, findings } = result;
const errors = findings.filter(({ severity }) => severity === 'error').length;
const mebibytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ seconds, mebibytes, errors, ...counts })}\n`);
