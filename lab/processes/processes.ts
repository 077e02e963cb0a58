// biome-ignore lint/style/noRestrictedImports: each is a process group, prints to a file, and ends when its input does
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../generators/model/finding.ts';

/** A program of the lab that is running. */
export interface RunningProgram {
  readonly name: string;
  /** Path of its log, with both output streams. */
  readonly log: string;
  /** Sends a signal to the program itself, such as `SIGSTOP`. */
  signal(signal: NodeJS.Signals): void;
  /** Terminates it, and waits until it has exited. */
  stop(): Promise<void>;
  /** Whether it still runs. */
  alive(): boolean;
}

export interface Start {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it is ready. Called every 50 ms until it returns true. Default: ready when it runs. */
  readonly ready?: () => Promise<boolean>;
  /** Timeout for becoming ready, in seconds. Default: 60. */
  readonly within?: number;
}

/** The programs of one lab. */
export interface Processes {
  /**
   * Starts a program, and waits until it is ready.
   * @throws Failure when it exits or is not ready in time, with the last lines of its log
   */
  start(start: Start): Promise<RunningProgram>;
  all(): readonly RunningProgram[];
  /** Terminates all, the last one first. */
  stop(): Promise<void>;
}

/**
 * Runs programs that do not outlive this process, even if it is killed: each is a child of `kit run`, which kills it
 * when the pipe to this process closes. They are process groups of their own, so that Ctrl-C reaches this process
 * alone, which then terminates them in order.
 * @param kit path of the lab's own program
 * @param folder gets `logs/` and `pids/`
 */
export function createProcesses(kit: string, folder: string): Processes {
  const logs = join(folder, 'logs');
  const pids = join(folder, 'pids');
  for (const path of [logs, pids]) mkdirSync(path, { recursive: true });
  const running: RunningProgram[] = [];
  return {
    async start({ name, program, args, env, ready, within = 60 }) {
      const log = join(logs, `${name}.log`);
      const pid = join(pids, name);
      const output = openSync(log, 'a');
      const child = spawn(kit, ['run', pid, '--', program, ...args], {
        stdio: ['pipe', output, output],
        detached: true,
        // Programs in Go collect garbage half as often as by default: they take more memory and less of the processor.
        env: { PATH: process.env.PATH, HOME: folder, GOGC: '200', ...env },
      });
      closeSync(output);
      const one = runningFrom(name, log, pid, child);
      running.push(one);
      await untilReady(one, ready, within);
      return one;
    },
    all: () => running,
    async stop() {
      for (const one of running.splice(0).reverse()) await one.stop();
    },
  };
}

function runningFrom(name: string, log: string, pid: string, child: ChildProcess): RunningProgram {
  let alive = true;
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      alive = false;
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  // Writing to a program that has exited is no error.
  child.stdin?.on('error', () => {});
  // It does not keep this process alive: without a call of `stop` this process still exits, and the lab with it.
  child.unref();
  (child.stdin as { unref?(): void } | null)?.unref?.();
  return {
    name,
    log,
    signal: (signal) => process.kill(Number(readFileSync(pid, 'utf8')), signal),
    async stop() {
      child.ref();
      child.stdin?.end();
      await gone;
    },
    alive: () => alive,
  };
}

async function untilReady(one: RunningProgram, ready: Start['ready'], seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (ready && !(await ready().catch(() => false))) {
    if (!one.alive() || Date.now() > deadline) {
      const last = readFileSync(one.log, 'utf8').trimEnd().split('\n').slice(-5).join('\n  ');
      const what = one.alive() ? `is not ready after ${seconds} s` : 'has ended';
      await one.stop();
      throw new Failure(`${one.name} ${what}. Its last words:\n  ${last}`, `Read ${one.log}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
