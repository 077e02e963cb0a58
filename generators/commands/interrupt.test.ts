import assert from 'node:assert/strict';
// biome-ignore lint/style/noRestrictedImports: the program is interrupted while it works
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

/** A program that runs a command, which prints a word and then works for a minute. */
const program = (leaves: string | undefined) => `
  import { main } from ${JSON.stringify(import.meta.resolve('./main.ts'))};
  const usage = { summary: '', positionals: [], options: {}, examples: [] };
  const run = () => new Promise((resolve) => { setTimeout(resolve, 60_000); process.stdout.write('works'); });
  await main({ name: 'work', usage, run, leaves: ${JSON.stringify(leaves)}, text: () => '', succeeded: () => true }, []);`;

const cases = [
  ['SIGINT', 130, 'Half of it.', 'Half of it.'],
  ['SIGTERM', 143, undefined, 'nothing in the repository was changed.'],
] as const;

for (const [signal, status, leaves, says] of cases) {
  test(`a command that is ended by ${signal} says what it leaves, and exits with ${status}`, async () => {
    const args = ['--input-type=module', '--eval', program(leaves)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await once(child.stdout, 'data');
    child.kill(signal);
    assert.deepEqual(await once(child, 'close'), [status, null]);
    assert.equal(said, `interrupted  npm run work: ${says}\n`);
  });
}
