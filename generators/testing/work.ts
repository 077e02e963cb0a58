/**
 * The ratio of work for a larger input: processor time, the minimum of three runs each, so that the load of the machine
 * hardly matters.
 */
export function growth(smaller: () => void, larger: () => void): number {
  return workOf(larger) / workOf(smaller);
}

/** Microseconds of processor time. */
function workOf(run: () => void): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.max(1, Math.min(...times));
}
