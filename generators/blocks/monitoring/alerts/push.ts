import type { PodOwner } from '../../workload/pods.ts';
import { leastBad } from '../objectives/burnRates.ts';
import { ofServices } from '../objectives/requestMetrics.ts';
import type { Alert } from './alert.ts';

/** Notifications by service, and what gorush counts: `metric/metrics.go` of https://github.com/appleboy/gorush. */
const services = {
  Apple: { sent: 'gorush_ios_success', failed: 'gorush_ios_error' },
  Google: { sent: 'gorush_android_success', failed: 'gorush_android_fail' },
} as const;

/** Notifications that Apple or Google refuses. Dead tokens are refused as well: some percent always are. */
export function pushAlerts({ name, namespace }: PodOwner): readonly Alert[] {
  const of = ofServices(namespace, [name]);
  const increase = (metric: string) => `sum by (namespace) (increase(${metric}{${of}}[15m]))`;
  return Object.entries(services).map(([service, { sent, failed }]) => ({
    name: 'PushRefused',
    expr: `${increase(failed)} / (${increase(failed)} + ${increase(sent)} > 0) > 0.3 and ${increase(failed)} >= ${leastBad}`,
    for: '10m',
    severity: 'page',
    team: namespace,
    labels: { push: service },
    summary: `${service} refuses {{ $value | humanizePercentage }} of all notifications: users miss them`,
    dashboard: 'push',
  }));
}
