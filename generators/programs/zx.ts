// biome-ignore lint/style/noRestrictedImports: for zx, which cannot be told how much output to take
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Options } from 'zx/core';
import type { RunOptions } from './runOptions.ts';
import { shellQuote } from './shellQuote.ts';

const require = createRequire(import.meta.url);

/** zx, loaded when the first program runs: that takes 40 ms, and many commands run none. */
export const zx = () => require('zx/core') as typeof import('zx/core');

/** The output of a program, as zx returns it. */
export type Chunks = (string | Buffer)[];

/** A store that drops output. zx itself would keep all of it, and both streams once more in `stdall`. */
export const dropOutput = (): Chunks => Object.assign([], { push: () => 0 });

/** The options of zx for every program. The shell is `sh`, which every POSIX system has; on Windows that of Git. */
export const settings = ({ cwd, env = process.env, input }: RunOptions): Partial<Options> => ({
  ...(cwd !== undefined && { cwd }),
  ...(input && { input }),
  env: { ...env },
  stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  shell: process.platform === 'win32' ? 'sh' : '/bin/sh',
  quote: shellQuote,
  prefix: '',
  postfix: '',
  quiet: true,
  nothrow: true,
  spawnSync: unlimited,
});

/** `spawnSync` without a limit of output: by default Node.js kills the program after a mebibyte. */
const unlimited = ((command: string, args: readonly string[], options: object) =>
  spawnSync(command, args, { ...options, maxBuffer: Number.POSITIVE_INFINITY })) as typeof spawnSync;
