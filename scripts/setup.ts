import { runCommand } from './command.ts';

await runCommand(async () => (await import('../generators/commands/setup.ts')).setup);
