import type { SettingsMistake } from '../../model/app.ts';
import type { ClusterFacts } from '../../model/inputs.ts';
import type { Priority } from '../priority.ts';
import type { Scale } from './scale.ts';

/**
 * A warning where an app that users wait for may have a single pod in a cluster of several zones: with that pod's zone it
 * is gone until Kubernetes has noticed, which takes minutes.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
 */
export function aloneWhileCritical(
  app: string,
  { name }: Priority,
  { min }: Pick<Scale, 'min'>,
  { zones }: Pick<ClusterFacts, 'zones'>,
): SettingsMistake[] {
  if (name !== 'critical' || min > 1 || zones.length === 1) return [];
  return [
    {
      code: 'critical-alone',
      severity: 'warning',
      path: ['scale', 'min'],
      message: `${app} is critical and may have one pod, in one of ${zones.length} zones: when that zone is lost, nobody answers for minutes.`,
      fix: `Set apps.${app}.scale.min to 2 or more.`,
    },
  ];
}
