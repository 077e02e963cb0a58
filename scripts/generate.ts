import { runCommand } from './command.ts';

await runCommand(async () => (await import('../generators/commands/generate.ts')).generate);
