import { Type } from 'typebox';
import type { SettingsMistake } from '../../model/app.ts';
import type { Inputs } from '../../model/inputs.ts';
import type { ServiceSettings } from '../workload/workload.ts';

/**
 * The setting for how many messages a second all pods of an app take from its queue together: those who are called come
 * as fast as they are called, and who receives the calls bounds them (Firebase Cloud Messaging: 600,000 a minute for a
 * project, https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas).
 */
export function paceSetting(perSecond: number) {
  return Type.Integer({
    minimum: 1,
    maximum: 100_000,
    default: perSecond,
    description: 'Messages a second that all its pods take from the queue together, at most.',
  });
}

/**
 * The share of one pod, where there are as many as there may be: with fewer pods fewer messages are taken, and never more
 * than all may take. What waits meanwhile makes the autoscaler add pods.
 */
export function paceOfPod(pace: number, { settings }: Pick<Inputs, 'settings'>): number {
  return Math.max(1, Math.floor(pace / (settings as ServiceSettings).scale.max));
}

/** A warning for each campaign that is over before its audience has been called. */
export function slowCampaigns(app: string, pace: number, { campaigns = [] }: Inputs): SettingsMistake[] {
  return campaigns.flatMap(({ name, from, until, audience = 0 }) => {
    const minutes = Math.ceil(audience / pace / 60);
    const lasts = (Date.parse(`${until}Z`) - Date.parse(`${from}Z`)) / 60_000;
    if (minutes <= lasts) return [];
    return [
      {
        code: 'campaign-too-fast',
        severity: 'warning',
        path: ['pace'],
        message: `${name} lasts ${lasts} minutes, and ${app} takes ${minutes} to call ${audience} devices at ${pace} a second.`,
        fix: `Let ${name} last longer, or raise apps.${app}.pace with what its pods and those who are called can take.`,
      },
    ];
  });
}
