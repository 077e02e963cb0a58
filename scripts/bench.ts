import { runCommand } from './command.ts';

await runCommand(async () => (await import('../bench/bench.ts')).bench);
