/** Thousandths of a core in a CPU quantity (`500m`, `2`, `0.5`), as settings write them. */
export function milliCpu(quantity: string): number {
  return quantity.endsWith('m') ? Number(quantity.slice(0, -1)) : Math.round(Number(quantity) * 1000);
}

const units = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 } as const;

/** Bytes in a quantity with a binary suffix (`512Mi`), as settings write them. */
export function bytes(quantity: string): number {
  const unit = units[quantity.slice(-2) as keyof typeof units];
  return Number(quantity.slice(0, -2)) * unit;
}

/**
 * GOMEMLIMIT for a memory limit: nine tenths of it, so that a Go program collects garbage before the kernel ends it.
 * https://pkg.go.dev/runtime#hdr-Environment_Variables
 */
export function goMemoryLimit(limit: string): string {
  return String(Math.floor(bytes(limit) * 0.9));
}

/** Canonical form of a CPU quantity, as the API server prints it: whole cores without a suffix, else thousandths. */
export function formatCpu(milli: number): string {
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}

/** Canonical form of a size, as the API server and operators write it back: the largest unit that leaves it whole. */
export function formatBytes(size: number): string {
  const [unit, factor] = Object.entries(units).findLast(([, factor]) => size % factor === 0) ?? ['', 1];
  return `${size / factor}${unit}`;
}
