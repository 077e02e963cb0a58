import { bytes } from '../model/quantity.ts';

/**
 * GOMEMLIMIT for a memory limit: nine tenths of it, so that a Go program collects garbage before the OOM killer kills it.
 * https://pkg.go.dev/runtime#hdr-Environment_Variables
 */
export function goMemoryLimit(limit: string): string {
  return String(Math.floor(bytes(limit) * 0.9));
}
