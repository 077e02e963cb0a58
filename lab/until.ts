import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../generators/model/finding.ts';

/**
 * Waits until something is so, and says how many seconds that took.
 * @param what completes "in vain waited until …"
 * @param seconds how long to wait at most
 * @param check `true`: it is so. Text: it is not, and why; what it said last stands in the error
 * @throws Failure when it is not so in time
 */
export async function until(
  what: string,
  seconds: number,
  check: () => Promise<true | string>,
  every = 200,
): Promise<number> {
  const start = Date.now();
  const attempt = () => check().catch(({ message }: Error) => message);
  for (;;) {
    const answer = await attempt();
    const passed = (Date.now() - start) / 1000;
    if (answer === true) return passed;
    if (passed > seconds) {
      throw new Failure(`in vain waited ${seconds} s until ${what}: ${answer}`, 'Read the logs of the lab.');
    }
    await sleep(every);
  }
}
