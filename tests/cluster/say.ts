const start = Date.now();

/** Writes a line with the seconds since the start, as tests of minutes need it. */
export function say(message: string): void {
  process.stderr.write(`${((Date.now() - start) / 1000).toFixed(1).padStart(6)} s  ${message}\n`);
}
