import { readFileSync } from 'node:fs';
import { healthChecks, withoutHealth } from './index.ts';

/** Kinds that Argo CD has a check for, as patterns of `group/Kind`: the file says how it is made. */
const builtIn: readonly RegExp[] = readFileSync(new URL('built-in.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => new RegExp(`^${line.replaceAll('.', '\\.').replaceAll('_', '[^/]*')}$`));

/** Whether the Argo CD that is pinned here has a check of its own for `group/Kind`. */
export function knownToArgoCd(kind: string): boolean {
  return builtIn.some((pattern) => pattern.test(kind));
}

/**
 * Which of these custom kinds nobody looks after: Argo CD would call them fine whatever their operator says.
 * @param kinds `group/Kind` each
 * @returns sorted, each one once
 */
export function kindsNobodyChecks(kinds: Iterable<string>): string[] {
  const unchecked = (kind: string) => !(kind in healthChecks) && !(kind in withoutHealth) && !knownToArgoCd(kind);
  return [...new Set(kinds)].filter(unchecked).sort();
}
