import { runCommand } from './command.ts';

await runCommand(async () => (await import('../generators/commands/release.ts')).release);
