import type { PodOwner } from '../../workload/pods.ts';
import type { Dashboard } from '../dashboards/names.ts';
import type { Alert } from './alert.ts';

/**
 * No member of a data system says that it is up, or nobody hears it.
 * @param up series that are 1 for each member that answers its exporter
 */
export function databaseUnavailable(up: string, { name, namespace }: PodOwner, dashboard: Dashboard): Alert {
  return {
    name: 'DatabaseUnavailable',
    expr: `absent(${up} == 1)`,
    for: '3m',
    severity: 'page',
    team: namespace,
    labels: { namespace, database: name },
    summary: `No member of ${name} in ${namespace} answers: every app that needs it fails, or nobody sees how it is`,
    dashboard,
  };
}
