import { createHash } from 'node:crypto';
import type { Collapsed } from './findings.ts';

/**
 * A text for each finding that stays the same where lines move, and that no other one of them has: made of code, file,
 * object and field, and of a number where those are equal.
 */
export function fingerprintsOf(findings: readonly Collapsed[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = JSON.stringify([finding.code, finding.at?.file, finding.object, finding.field]);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return createHash('sha256').update(`${key} ${times}`).digest('hex').slice(0, 32);
  });
}
