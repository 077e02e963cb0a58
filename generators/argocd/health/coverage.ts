import { readFileSync } from 'node:fs';
import { healthChecks, withoutHealth } from './index.ts';

/**
 * Kinds that Argo CD has a health check for, as patterns of `group/Kind`. The file's first lines describe how it is
 * made.
 */
const builtIn: readonly RegExp[] = readFileSync(new URL('built-in.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => new RegExp(`^${line.replaceAll('.', '\\.').replaceAll('_', '[^/]*')}$`));

/** Whether the pinned version of Argo CD has a health check of its own for `group/Kind`. */
export function knownToArgoCd(kind: string): boolean {
  return builtIn.some((pattern) => pattern.test(kind));
}

/**
 * Custom kinds without a health check: Argo CD would ignore their status, whatever their operator reports.
 * @param kinds `group/Kind` each
 * @returns sorted, each one once
 */
export function kindsNobodyChecks(kinds: Iterable<string>): string[] {
  const unchecked = (kind: string) => !(kind in healthChecks) && !(kind in withoutHealth) && !knownToArgoCd(kind);
  return [...new Set(kinds)].filter(unchecked).sort();
}
