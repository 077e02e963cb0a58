// biome-ignore lint/style/noRestrictedImports: its type alone
import type { ChildProcess } from 'node:child_process';
import { Failure } from '../model/finding.ts';
import { eachLine } from './lines.ts';
import type { RunOptions } from './runOptions.ts';
import { type RunResult, runResult } from './runResult.ts';
import { type Chunks, dropOutput, settings, zx } from './zx.ts';

/** Options for following a program while it runs. */
export interface FollowOptions extends RunOptions {
  /** Milliseconds after which it is killed. Default: never. */
  readonly timeout?: number;
  /** Milliseconds without a line of standard output after which it is killed; `onStdout` is set. Default: never. */
  readonly silence?: number;
  /**
   * Receives each line of standard output as it arrives; the output is then not kept. An error that it throws kills the
   * program, and is rethrown.
   */
  readonly onStdout?: (line: string) => void;
  /** The same for standard error. */
  readonly onStderr?: (line: string) => void;
  /** Kills it when it is aborted. */
  readonly signal?: AbortSignal;
  /** Whether it has a process group of its own: Ctrl-C on a terminal reaches this process alone. Default: no. */
  readonly detached?: boolean;
}

/** Programs that run now: they end with this process, also when it is interrupted. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Runs a program until it exits: all code of this repository uses this function. Arguments are quoted, so a shell
 * interprets none of them; all together they may have 128 KiB, the limit of Linux for one argument of a shell. The
 * shell is replaced by the program (`exec`), so that signals reach it and no name is that of a builtin.
 */
export async function run(program: string, args: readonly string[], options: FollowOptions = {}): Promise<RunResult> {
  const { timeout, silence, onStdout, onStderr, detached = false } = options;
  const late = timeout === undefined ? undefined : AbortSignal.timeout(timeout);
  const broken = new AbortController();
  const quiet = new AbortController();
  const asked = [late, options.signal].filter((one) => one !== undefined);
  const signal = AbortSignal.any([...asked, broken.signal, quiet.signal]);
  const store = { stdout: onStdout ? dropOutput() : [], stderr: onStderr ? dropOutput() : [], stdall: dropOutput() };
  const child = zx().$({ ...settings(options), store, signal, detached })`exec ${program} ${args}`;
  if (child.child) running.add(child.child);
  child.stdin?.on('error', () => {}); // it exited before it read all input: its status tells
  const watch = silence === undefined ? undefined : setTimeout(() => quiet.abort(), silence);
  let thrown: { readonly error: unknown } | undefined;
  const guard = (onLine: (line: string) => void) => (line: string) => {
    if (thrown) return;
    watch?.refresh();
    try {
      onLine(line);
    } catch (error) {
      thrown = { error };
      broken.abort();
    }
  };
  if (onStdout && child.stdout) eachLine(child.stdout, guard(onStdout));
  if (onStderr && child.stderr) eachLine(child.stderr, guard(onStderr));
  const output = await child;
  clearTimeout(watch);
  if (child.child) running.delete(child.child);
  if (thrown) throw thrown.error;
  const ended = { program, args, ...placeOf(options), output, store };
  if (late?.aborted) return runResult({ ...ended, late: `it took longer than ${Number(timeout) / 1000} s` });
  return runResult(
    quiet.signal.aborted ? { ...ended, late: `it printed nothing for ${Number(silence) / 1000} s` } : ended,
  );
}

/** Runs a program until it exits, synchronously. */
export function runSync(program: string, args: readonly string[], options: RunOptions = {}): RunResult {
  const store = { stdout: [] as Chunks, stderr: [] as Chunks, stdall: dropOutput() };
  const output = zx().$({ ...settings(options), store, sync: true })`exec ${program} ${args}`;
  return runResult({ program, args, ...placeOf(options), output, store });
}

/**
 * The standard output of a program.
 * @throws Failure when its status is not 0
 */
export function outputOf({ command, status, stdout, reason }: RunResult): string {
  if (status === 0) return stdout;
  throw new Failure(`${command} failed: ${reason}`, 'Run it by hand and see what it says.');
}

const placeOf = ({ cwd = '.', env = process.env }: RunOptions) => ({ cwd, path: env.PATH });
