import { runCommand } from './command.ts';

await runCommand(async () => (await import('../tests/bench/bench.ts')).bench);
