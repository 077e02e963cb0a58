import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createStyle } from '../console/colour.ts';
import { createProgress } from '../console/progress.ts';
import { Failure } from '../model/finding.ts';
import { suggest } from '../read/suggest.ts';
import { repository } from '../repository.ts';
import type { Command, Option } from './command.ts';
import { formatUsage } from './usage.ts';

const shared: Readonly<Record<string, Option>> = {
  root: { type: 'string', description: 'The repository to work on. Default: this one.' },
  format: { type: 'string', description: 'text or json: JSON alone on standard output. Default: text.' },
  help: { type: 'boolean', description: 'Print this.' },
};

/**
 * Runs a command and ends the process: 0 fine, 1 findings, 2 wrong usage or a failure of the tool. The result goes to
 * standard output; progress and failures go to standard error.
 */
export async function main<Result>(command: Command<Result>, args = process.argv.slice(2)): Promise<void> {
  // The place in apps/ that an error comes from may be far down its stack.
  Error.stackTraceLimit = 100;
  try {
    process.exitCode = await execute(command, args);
  } catch (error) {
    const json = args.some(
      (arg, index) => arg === '--format=json' || (arg === '--format' && args[index + 1] === 'json'),
    );
    process.exitCode = 2;
    const { message, fix } = describe(error);
    if (json) process.stdout.write(`${JSON.stringify({ command: command.name, failure: { message, fix } })}\n`);
    process.stderr.write(`${createStyle(process.stderr).red('failed')}  ${message}\n  fix  ${fix}\n`);
  }
}

async function execute<Result>(command: Command<Result>, args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(command, args);
  if (values.help) {
    process.stdout.write(formatUsage(command.name, command.usage, shared));
    return 0;
  }
  const { format = 'text', root } = values;
  if (format !== 'text' && format !== 'json') throw wrongUsage(command, `--format is text or json, not "${format}"`);
  if (positionals.length !== command.usage.positionals.length) {
    const wanted = command.usage.positionals.map((name) => `<${name}>`).join(' ') || 'no argument';
    throw wrongUsage(command, `it takes ${wanted}, and got ${positionals.length}`);
  }
  const progress = createProgress(process.stderr);
  const say = (text: string) => {
    progress.end();
    process.stderr.write(`${text}\n`);
  };
  const context = { root: root ? resolve(String(root)) : repository, options: values, positionals, progress, say };
  const result = await command.run(context).finally(() => progress.end());
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify({ command: command.name, ...result }, null, 2)}\n`
      : command.text(result, createStyle(process.stdout)),
  );
  return command.succeeded(result) ? 0 : 1;
}

function parse<Result>(command: Command<Result>, args: readonly string[]) {
  const options = { ...command.usage.options, ...shared };
  try {
    const known = Object.entries(options).map(([name, { type }]) => [name, { type }] as const);
    return parseArgs({ args: [...args], options: Object.fromEntries(known), allowPositionals: true });
  } catch (error) {
    const unknown = /'--?([^'\s]+)'/.exec(String(error))?.[1] ?? '';
    const meant = suggest(unknown, Object.keys(options));
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw wrongUsage(command, `${reason}${meant ? `; did you mean --${meant}?` : ''}`);
  }
}

function wrongUsage<Result>(command: Command<Result>, reason: string): Failure {
  return new Failure(`npm run ${command.name}: ${reason}.`, `See "npm run ${command.name} -- --help".`);
}

function describe(error: unknown): { message: string; fix: string } {
  if (error instanceof Failure) return error;
  const stack = process.env.DEBUG && error instanceof Error ? `\n${error.stack}` : '';
  return {
    message: `A defect in this tool: ${error instanceof Error ? error.message : String(error)}${stack}`,
    fix: 'Run again with DEBUG=1 in the environment and report what it prints.',
  };
}
