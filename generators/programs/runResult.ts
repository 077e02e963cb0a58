import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import type { ProcessOutput } from 'zx/core';
import { type Chunks, zx } from './zx.ts';

/** What a run of a program gave. */
export interface RunResult {
  /** The program and its arguments. */
  readonly command: string;
  /**
   * As shells count: 124 where it took too long, 126 where it could not be started, 127 where there is no such program,
   * 128 and the number of the signal that ended it.
   */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Why the status is not 0: what happened to the program, else what it wrote to standard error. */
  readonly reason: string;
}

/** What was run, and what came of it. */
export interface Ended {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly path: string | undefined;
  readonly output: ProcessOutput;
  readonly store: { readonly stdout: Chunks; readonly stderr: Chunks };
  /** Why it was ended from here, if it was. */
  readonly late?: string;
}

/** The result of a program that has ended. Its text is not zx's, which spoils letters that lie across two chunks. */
export function runResult(ended: Ended): RunResult {
  const { program, args, output, store, late } = ended;
  const { exitCode, signal } = output;
  const stopped = signal ? 128 + constants.signals[signal] : 126;
  const status = errorOf(output) ? (late ? 124 : 126) : (exitCode ?? stopped);
  const [stdout, stderr] = [textOf(store.stdout), textOf(store.stderr)];
  const reason = status === 0 ? '' : (happened(ended, status) ?? (stderr.trim() || `status ${status}`));
  return { command: [program, ...args].join(' '), status, stdout, stderr, reason };
}

/** What happened to a program that could not have its own say, or not all of it. */
function happened({ program, cwd, path, output, late }: Ended, status: number): string | undefined {
  const error = errorOf(output);
  if (error) return late ?? (existsSync(cwd) ? error.message : `there is no folder ${cwd}`);
  if (output.signal) return `it was ended by ${output.signal}`;
  if (status !== 127) return undefined;
  const file = program.includes('/') ? resolve(cwd, program) : program;
  return zx().which.sync(file, { path, nothrow: true }) ? undefined : `there is no program \`${program}\``;
}

/** Why a program was not started, or not left to its end. That it ended before it read everything is no error. */
function errorOf({ cause }: ProcessOutput): NodeJS.ErrnoException | undefined {
  const error: NodeJS.ErrnoException | undefined = cause ?? undefined;
  return error?.code === 'EPIPE' ? undefined : error;
}

const textOf = (chunks: Chunks): string =>
  Buffer.concat(chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk))).toString();
