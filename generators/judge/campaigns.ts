import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';

/** Days after its end from which on a campaign is about to come again: schedules have no year. */
const soon = 300;

/** Days by which one may be ahead: more, and its pods come on that day of this year as well. */
const ahead = 365;

/**
 * Findings about campaigns that are over: a note, and a warning once their day of the year comes near, because pods would
 * come again; and about those that are more than a year ahead. No step before this one knows what time it is.
 */
export function campaignFindings(
  { environments, locate }: Pick<Fleet, 'environments' | 'locate'>,
  now: Date,
): Finding[] {
  return environments.flatMap(({ name: environment, file, settings }) =>
    (settings.campaigns ?? []).flatMap(({ name, from, until, timeZone = 'UTC' }, index): Finding[] => {
      const at = { at: locate(file, ['campaigns', index]), in: { environment }, fix: `Delete it from ${file}.` };
      const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
      if (!isBefore(from, timeZone, inDays(ahead))) {
        const message = `${name} begins at ${from}, and schedules have no year: its pods come on that day of every year before.`;
        const fix = 'Add it when it is less than a year ahead.';
        return [{ code: 'campaign-comes-early', severity: 'warning', message, ...at, fix }];
      }
      if (isBefore(until, timeZone, inDays(-soon))) {
        const message = `${name} ended at ${until}, and schedules have no year: its pods come again on that day of this one.`;
        return [{ code: 'campaign-comes-again', severity: 'warning', message, ...at }];
      }
      if (!isBefore(until, timeZone, now)) return [];
      return [{ code: 'campaign-over', severity: 'note', message: `${name} ended at ${until}.`, ...at }];
    }),
  );
}

/** Whether the clocks of a time zone are past a moment. */
function isBefore(moment: string, timeZone: string, now: Date): boolean {
  const style = { dateStyle: 'short', timeStyle: 'short', timeZone } as const;
  // Swedish writes `2026-11-27 18:00`.
  return moment < new Intl.DateTimeFormat('sv-SE', style).format(now).replace(' ', 'T');
}
