import type { AppCampaign } from '../../model/inputs.ts';
import type { ScaledWorkload } from '../workload/workload.ts';
import type { Trigger } from './trigger.ts';

/**
 * Minutes by which pods are there before a campaign begins: metric, autoscaler, node, image and start take up to six, and
 * the autoscaler doubles their number a few times.
 */
export const leadMinutes = 15;

/** The campaigns of a workload. A canary keeps its own bounds: the app's pods are enough for all users by themselves. */
export function campaignsOf({
  owner,
  pods,
  inputs,
}: Pick<ScaledWorkload, 'owner' | 'pods' | 'inputs'>): readonly AppCampaign[] {
  return pods.name === owner.name ? (inputs.campaigns ?? []) : [];
}

/**
 * Cron trigger: as many pods as a campaign wants while it is on, none otherwise. The autoscaler takes the greatest number
 * that any trigger asks for, so that load may ask for more, and of overlapping campaigns the greater one counts. It leaves
 * a number of pods alone that is less than a tenth away. Afterwards it goes down as slowly as after any load.
 *
 * Schedules have no year: a campaign that stays in settings comes again a year later, which `campaign-comes-again` says.
 * `pkg/scalers/cron_scaler.go` of KEDA at v2.20.2; https://keda.sh/docs/latest/scalers/cron/;
 * https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#algorithm-details
 */
export function campaignTrigger({ name, from, until, timeZone, min }: AppCampaign): Trigger {
  return {
    type: 'cron',
    name: `campaign-${name}`,
    metadata: {
      timezone: timeZone,
      start: schedule(from, -leadMinutes),
      end: schedule(until),
      desiredReplicas: String(min),
    },
  };
}

/** A wall clock as a cron schedule, some minutes later: minute, hour, day of the month, month. */
function schedule(moment: string, minutes = 0): string {
  const at = new Date(Date.parse(`${moment}Z`) + minutes * 60_000);
  return `${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} *`;
}
