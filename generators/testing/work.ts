/**
 * How many times more work a larger input takes: processor time, the least of three runs each, so that it hardly hangs on
 * what else the machine does.
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
