import { runCommand } from './command.ts';

await runCommand(async () => (await import('../tests/lab/command/command.ts')).lab);
