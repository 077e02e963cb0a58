require('./requireNode.ts');
import('../generators/commands/runCommand.ts').then(({ runCommand }) =>
  runCommand(async () => (await import('../lab/command/command.ts')).lab),
);
