import type { Part } from '../part.ts';
import type { PodOwner } from '../workload/pods.ts';
import type { Alert } from './alert.ts';
import { alertingRule, prometheusRule } from './prometheusRule.ts';

/** Part of an app: alerts about it, beside those that hold for every workload. */
export function alerts(...about: readonly [AlertsOf, ...AlertsOf[]]): Part {
  return () => ({
    objects: ({ owner, labels }) => {
      const { name, namespace } = owner;
      const rules = about.flatMap((of) => of(owner)).map(alertingRule);
      return [prometheusRule({ name: `${name}-alerts`, namespace, labels }, [{ name: `${name}-alerts`, rules }])];
    },
  });
}

/** Alerts about one app or data system, by its name and namespace. */
export type AlertsOf = (of: PodOwner) => readonly Alert[];
