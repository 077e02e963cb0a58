import { runCommand } from './command.ts';

await runCommand(async () => (await import('../lab/command/command.ts')).lab);
