import { statSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createStyle } from '../console/colour.ts';
import { createProgress, type Progress } from '../console/progress.ts';
import { Failure } from '../model/finding.ts';
import { suggest } from '../read/suggest.ts';
import { repository } from '../repository.ts';
import type { Command, Format, Option } from './command.ts';
import { reportIn, writeReport } from './reportFile.ts';
import { screenOf } from './screen.ts';
import { formatUsage, isCountRight, placeholder } from './usage.ts';
import type { Work } from './work.ts';

/** The options of every command. */
function sharedOptions<Result>(command: Command<Result>): Readonly<Record<string, Option>> {
  return {
    root: { type: 'string', description: 'The repository to work on. Default: this one.' },
    format: { type: 'string', description: `${formatsOf(command)}: that alone on standard output. Default: text.` },
    report: {
      type: 'string',
      description: `Write the result to a file, too, as FORMAT=FILE: ${Object.keys(programFormats(command)).join(', ')}.`,
    },
    help: { type: 'boolean', description: 'Print this.' },
  };
}

/** Names of formats, in words. */
function formatsOf<Result>(command: Command<Result>): string {
  return ['text', ...Object.keys(programFormats(command))].join(', ').replace(/, ([^,]*)$/, ' or $1');
}

/** All formats but text, by name. */
function programFormats<Result>({ name: command, formats }: Command<Result>): Readonly<Record<string, Format<Result>>> {
  const json: Format<Result> = {
    show: (result) => `${JSON.stringify({ command, ...result }, null, 2)}\n`,
    failure: (failure) => `${JSON.stringify({ command, failure })}\n`,
  };
  return { ...formats, json };
}

/**
 * Runs a command and ends the process: 0 fine, 1 findings, 2 wrong usage or a failure of the tool. The result goes to
 * standard output; progress and failures go to standard error.
 * @param work what it shares with commands before and after it in this process. Default: nothing
 */
export async function main<Result>(command: Command<Result>, args = process.argv.slice(2), work?: Work): Promise<void> {
  // The place in apps/ that an error comes from may be far down its stack.
  Error.stackTraceLimit = 100;
  try {
    process.exitCode = await execute(command, args, work);
  } catch (error) {
    const wanted = Object.entries(programFormats(command)).find(([name]) => asked(args, 'format').includes(name));
    process.exitCode = 2;
    const { message, fix } = describe(error);
    process.stdout.write(wanted?.[1].failure?.({ message, fix }) ?? '');
    reportFailure(command, args, { message, fix });
    process.stderr.write(`${createStyle(process.stderr).red('failed')}  ${message}\n  fix  ${fix}\n`);
  }
}

/** The values of an option, as they are written: also where something else is wrong with the arguments. */
function asked(args: readonly string[], option: string): readonly string[] {
  return args.flatMap((arg, index) => {
    if (arg === `--${option}`) return args[index + 1] ?? [];
    return arg.startsWith(`--${option}=`) ? arg.slice(option.length + 3) : [];
  });
}

/** A report says that the tool failed, where its format can say it; why the report fails, too, is less than that. */
function reportFailure<Result>(
  command: Command<Result>,
  args: readonly string[],
  failure: { message: string; fix: string },
) {
  for (const one of asked(args, 'report')) {
    try {
      const report = reportIn(one, programFormats(command));
      const text = report.format.failure?.(failure);
      if (text !== undefined) writeReport(report, text);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
}

async function execute<Result>(
  command: Command<Result>,
  args: readonly string[],
  work: Work | undefined,
): Promise<number> {
  const { values, positionals } = parse(command, args);
  if (values.help) {
    process.stdout.write(formatUsage(command.name, command.usage, sharedOptions(command)));
    return 0;
  }
  const { format = 'text', root } = values;
  const own = Object.entries(programFormats(command)).find(([name]) => name === format)?.[1];
  if (!own && format !== 'text') {
    throw wrongUsage(command, `--format is ${formatsOf(command)}, not "${format}"`);
  }
  if (!isCountRight(command.usage.positionals, positionals.length)) {
    const wanted = command.usage.positionals.map(placeholder).join(' ') || 'no argument';
    throw wrongUsage(command, `it takes ${wanted}, and got ${positionals.length}`);
  }
  const report = values.report === undefined ? undefined : reportIn(String(values.report), programFormats(command));
  const progress = createProgress(process.stderr);
  const say = (text: string) => {
    progress.end();
    process.stderr.write(`${text}\n`);
  };
  const leave = endOnSignals(command, progress);
  try {
    const context = {
      root: root ? repositoryAt(String(root)) : repository,
      options: values,
      positionals,
      progress,
      say,
      ...(work && { work }),
    };
    const result = await command.run(context).finally(() => progress.end());
    const text = own ? own.show(result) : command.text(result, screenOf(context.root, process.stdout));
    process.stdout.write(await text);
    if (report) writeReport(report, await report.format.show(result));
    return command.succeeded(result) ? 0 : 1;
  } finally {
    leave();
  }
}

/**
 * A run that is interrupted (Ctrl-C) says what it leaves, and exits as shells count: 128 plus the signal's number.
 * @returns ends that
 */
function endOnSignals<Result>({ name, leaves }: Command<Result>, progress: Progress): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const onSignal = (signal: (typeof signals)[number]) => {
    // A command that has more to end than this process says so itself.
    if (process.listenerCount(signal) > 0) return;
    progress.end();
    process.stderr.write(`interrupted  npm run ${name}: ${leaves ?? 'nothing in the repository was changed.'}\n`);
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of signals) process.once(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}

/** The folder that `--root` names; it is not made where it is not there. `release` needs no files, only their history. */
function repositoryAt(path: string): string {
  const root = resolve(path);
  const isFolder = (folder: string) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  const isRepository = ['overlays', '.git', 'HEAD'].some((name) =>
    statSync(join(root, name), { throwIfNoEntry: false }),
  );
  if (isFolder(root) && isRepository) return root;
  const message = isFolder(root) ? `${root} has no folder overlays` : `There is no folder ${root}`;
  throw new Failure(`--root: ${message}.`, 'Name the folder that has overlays/fleet.yaml.');
}

function parse<Result>(command: Command<Result>, args: readonly string[]) {
  const options = { ...command.usage.options, ...sharedOptions(command) };
  try {
    const known = Object.entries(options).map(
      ([name, { type, multiple = false }]) => [name, { type, multiple }] as const,
    );
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
