import { Failure } from '../model/finding.ts';
import { eachLine } from './lines.ts';
import type { RunOptions } from './runOptions.ts';
import { type RunResult, runResult } from './runResult.ts';
import { type Chunks, forget, settings, zx } from './zx.ts';

/** How a program is followed while it runs. */
export interface FollowOptions extends RunOptions {
  /** Milliseconds after which it is ended. Default: never. */
  readonly timeout?: number;
  /**
   * Gets each line of standard output as it comes; nothing of it is kept then. An error that it throws ends the
   * program, and is thrown on.
   */
  readonly onStdout?: (line: string) => void;
  /** The same for standard error. */
  readonly onStderr?: (line: string) => void;
}

/**
 * Runs a program to its end: the one way to do so here. Arguments are data, no shell sees a meaning in them; all
 * together they may have 128 KiB, which is what Linux lets a shell be told. The shell gives way to the program
 * (`exec`), so that signals reach it and no name is that of a builtin.
 */
export async function run(program: string, args: readonly string[], options: FollowOptions = {}): Promise<RunResult> {
  const { timeout, onStdout, onStderr } = options;
  const late = timeout === undefined ? undefined : AbortSignal.timeout(timeout);
  const broken = new AbortController();
  const signal = late ? AbortSignal.any([late, broken.signal]) : broken.signal;
  const store = { stdout: onStdout ? forget() : [], stderr: onStderr ? forget() : [], stdall: forget() };
  const child = zx().$({ ...settings(options), store, signal })`exec ${program} ${args}`;
  child.stdin?.on('error', () => {}); // it ended before it read everything: its status tells
  let thrown: { readonly error: unknown } | undefined;
  const guard = (onLine: (line: string) => void) => (line: string) => {
    if (thrown) return;
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
  if (thrown) throw thrown.error;
  const ended = { program, args, ...placeOf(options), output, store };
  return runResult(late?.aborted ? { ...ended, late: `it took longer than ${Number(timeout) / 1000} s` } : ended);
}

/** Runs a program to its end, and does nothing else meanwhile. */
export function runSync(program: string, args: readonly string[], options: RunOptions = {}): RunResult {
  const store = { stdout: [] as Chunks, stderr: [] as Chunks, stdall: forget() };
  const output = zx().$({ ...settings(options), store, sync: true })`exec ${program} ${args}`;
  return runResult({ program, args, ...placeOf(options), output, store });
}

/**
 * What a program printed.
 * @throws Failure when its status is not 0
 */
export function outputOf({ command, status, stdout, reason }: RunResult): string {
  if (status === 0) return stdout;
  throw new Failure(`${command} failed: ${reason}`, 'Run it by hand and see what it says.');
}

const placeOf = ({ cwd = '.', env = process.env }: RunOptions) => ({ cwd, path: env.PATH });
