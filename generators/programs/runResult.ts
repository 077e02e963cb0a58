import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import type { ProcessOutput } from 'zx/core';
import { type Chunks, zx } from './zx.ts';

/** The result of running a program. */
export interface RunResult {
  /** The program and its arguments. */
  readonly command: string;
  /**
   * The exit status as shells count: 124 for a timeout, 126 if it could not be started, 127 if there is no such
   * program, 128 plus the number of the signal that killed it.
   */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The reason why the status is not 0: the event that prevented or killed the program, else its standard error. */
  readonly reason: string;
}

/** A program that has exited, with its output. */
export interface Ended {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly path: string | undefined;
  readonly output: ProcessOutput;
  readonly store: { readonly stdout: Chunks; readonly stderr: Chunks };
  /** The reason why this process killed it, if it did. */
  readonly late?: string;
}

/**
 * The result of a program that has exited. Its text is decoded here and not by zx, which damages characters that two
 * chunks share.
 */
export function runResult(ended: Ended): RunResult {
  const { program, args, output, store, late } = ended;
  const { exitCode, signal } = output;
  const stopped = signal ? 128 + constants.signals[signal] : 126;
  const status = errorOf(output) ? (late ? 124 : 126) : (exitCode ?? stopped);
  const [stdout, stderr] = [textOf(store.stdout), textOf(store.stderr)];
  const reason = status === 0 ? '' : (happened(ended, status) ?? (stderr.trim() || `status ${status}`));
  return { command: [program, ...args].join(' '), status, stdout, stderr, reason };
}

/** The event that kept a program from starting or from exiting by itself. */
function happened({ program, cwd, path, output, late }: Ended, status: number): string | undefined {
  const error = errorOf(output);
  if (error) return late ?? (existsSync(cwd) ? error.message : `there is no folder ${cwd}`);
  if (output.signal) return `it was killed by ${output.signal}`;
  if (status !== 127) return undefined;
  const file = program.includes('/') ? resolve(cwd, program) : program;
  return zx().which.sync(file, { path, nothrow: true }) ? undefined : `there is no program \`${program}\``;
}

/** The error of a program that was not started or was killed. Exiting before it has read all input is no error. */
function errorOf({ cause }: ProcessOutput): NodeJS.ErrnoException | undefined {
  const error: NodeJS.ErrnoException | undefined = cause ?? undefined;
  return error?.code === 'EPIPE' ? undefined : error;
}

const textOf = (chunks: Chunks): string =>
  Buffer.concat(chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk))).toString();
