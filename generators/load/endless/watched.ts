/** What the thread that watches is given. */
export interface Watched {
  /** CPU time of this process when the last step was done, in seconds: one number, shared by both threads. */
  readonly since: Float64Array;
  /** CPU time that one step may take, in seconds. */
  readonly limit: number;
  /** The name of the global function that it calls in the thread that it watches. */
  readonly callback: string;
}

/** CPU time of this process so far, with all its threads, in seconds. */
export function usedSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
