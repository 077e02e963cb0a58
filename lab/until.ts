import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../generators/model/finding.ts';

/**
 * Waits until a condition is met, and returns the number of seconds.
 * @param what completes "waited in vain until …"
 * @param seconds timeout
 * @param check returns `true` when the condition is met, else the reason as text; the last reason is in the error
 * @throws Failure when the condition is not met in time
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
      throw new Failure(`waited in vain for ${seconds} s until ${what}: ${answer}`, 'Read the logs of the lab.');
    }
    await sleep(every);
  }
}
