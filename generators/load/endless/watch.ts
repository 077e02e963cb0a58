import { closeSync, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createStyle } from '../../console/colour.ts';
import { formatFindings } from '../../console/findings.ts';
import type { Finding } from '../../model/finding.ts';
import { thrownAt } from '../thrownAt.ts';
import { endlessAwait, endlessLoop } from './findings.ts';
import { usedSeconds, type Watched } from './watched.ts';

let watched: Watched | undefined;

/** Says that a step is done: the limit of {@link endsInTime} holds for each of them. */
export function stepIsDone(): void {
  if (watched) watched.since[0] = usedSeconds();
}

/**
 * Runs work that calls code of `apps/`: loading all of them is one step, linking or rendering one of them is another.
 * Code that waits for ever is a finding. Code that runs for ever cannot be ended by its own thread: another one
 * interrupts it, and the process prints the finding and exits with status 1. What nobody awaits, and fails, rejects.
 * @param limit CPU time that a step may take, in seconds, so that a busy machine changes nothing
 */
export async function endsInTime<T>(root: string, work: () => Promise<T>, limit = 15): Promise<T | Finding> {
  const callback = 'appsDoNotEnd';
  watched = { since: new Float64Array(new SharedArrayBuffer(8)), limit, callback };
  stepIsDone();
  Object.assign(globalThis, { [callback]: () => end(endlessLoop(thrownAt(new Error('interrupted')), limit)) });
  const watcher = new Worker(new URL('watcher.ts', import.meta.url), { workerData: watched, execArgv: [] });
  watcher.unref();
  let isIdle = () => {};
  let fails = (_error: unknown) => {};
  // The event loop is empty, and the work is not done: https://nodejs.org/api/process.html#event-beforeexit
  const idle = new Promise<Finding>((resolve) => {
    isIdle = () => resolve(endlessAwait(root));
    process.once('beforeExit', isIdle);
  });
  const failure = new Promise<never>((_, reject) => {
    fails = reject;
    for (const event of unhandled) process.on(event, fails);
  });
  try {
    const result = await Promise.race([work(), idle, failure]);
    // Node.js tells of a promise that was rejected meanwhile before it goes on.
    return await Promise.race([setImmediate(result), failure]);
  } finally {
    await setImmediate(); // what else fails is told now: the first one is the finding
    process.off('beforeExit', isIdle);
    for (const event of unhandled) process.off(event, fails);
    watched = undefined;
    void watcher.terminate();
  }
}

/** Errors that no caller gets: https://nodejs.org/api/process.html#event-unhandledrejection */
const unhandled = ['unhandledRejection', 'uncaughtException'] as const;

function end(finding: Finding): void {
  writeSync(2, formatFindings([finding], createStyle(process.stderr)));
  closeSync(2); // Node.js would say that it waits for a debugger
  process.exit(1);
}
