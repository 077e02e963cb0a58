import { outputOf, runSync } from '../generators/programs/run.ts';

/** What a program took, with all programs that it ran. */
export interface Cost {
  /** Seconds from its start to its end. */
  readonly wall: number;
  /** Seconds of CPU, user and system together. */
  readonly cpu: number;
}

/** Runs a program to its end, which must be a good one. */
export function timed(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): { readonly cost: Cost; readonly stdout: string } {
  const start = performance.now();
  // `times` of a POSIX shell: a line for the shell, and one for the programs that it ran.
  const run = runSync('sh', ['-c', '"$0" "$@" || exit; times', program, ...args], { env });
  const wall = (performance.now() - start) / 1000;
  const lines = outputOf(run).trimEnd().split('\n');
  const seconds = [...(lines.at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  const cpu = seconds.reduce((sum, [, minutes, rest]) => sum + 60 * Number(minutes) + Number(rest), 0);
  return { cost: { wall, cpu }, stdout: lines.slice(0, -2).join('\n') };
}

/** The median, the least and the most of several numbers. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spreadAmong(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return { median: at(sorted.length >> 1), least: at(0), most: at(sorted.length - 1) };
}
