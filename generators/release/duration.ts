import { Failure } from '../model/finding.ts';

const units = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/**
 * Milliseconds of a duration such as `90s`, `10m` or `1h30m`.
 * @param option that has this value, such as `--wait`
 * @throws Failure when the text is not a duration
 */
export function parseDuration(option: string, text: string): number {
  if (!/^(\d{1,6}[hms])+$/.test(text)) {
    throw new Failure(
      `${option} is a duration, not "${text}".`,
      'Write hours, minutes and seconds, such as 90s or 1h30m.',
    );
  }
  const parts = text.matchAll(/(\d+)([hms])/g);
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units], 0);
}

/** A duration for people, in its two largest units: `2m 5s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`);
  return said.slice(0, 2).join(' ') || '0s';
}
