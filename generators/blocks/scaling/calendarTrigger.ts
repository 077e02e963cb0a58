import type { Metric } from './scale.ts';
import type { Trigger } from './trigger.ts';

/**
 * Trigger on the clock: at least so many pods between two schedules. Load may ask for more, and where nothing else does,
 * the least number of the app is right outside of them. https://keda.sh/docs/latest/scalers/cron/
 */
export function calendarTrigger({ from, until, timeZone, pods }: Extract<Metric, { on: 'calendar' }>): Trigger {
  return {
    type: 'cron',
    metadata: { timezone: timeZone, start: from, end: until, desiredReplicas: String(pods) },
  };
}
