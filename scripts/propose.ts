require('./requireNode.ts');
import('../generators/commands/runCommand.ts').then(({ runCommand }) =>
  runCommand(async () => (await import('../generators/commands/propose.ts')).proposal),
);
