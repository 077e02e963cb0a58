import type { Part } from '../../part.ts';
import type { PodOwner } from '../../workload/pods.ts';
import type { Alert } from './alert.ts';

/** Part of an app: alerts about it, beside those that hold for every workload. */
export function alerts(of: AlertsOf): Part {
  return () => ({ alerts: of });
}

/** Alerts about one app or data system, by its name and namespace. */
export type AlertsOf = (of: PodOwner) => readonly Alert[];
