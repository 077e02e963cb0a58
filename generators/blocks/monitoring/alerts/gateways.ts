import type { Gateway } from '../../../model/settings/cluster.ts';
import type { PodOwner } from '../../workload/pods.ts';
import { gatewayMetrics } from '../dashboards/gatewayMetrics.ts';
import { leastBad } from '../objectives/burnRates.ts';
import { bucketLabel } from '../objectives/indicator.ts';
import type { Alert } from './alert.ts';

/** What all users meet: a gateway's answers as a whole, whichever app is behind them. */
export function gatewayAlerts(gateway: Gateway): (of: PodOwner) => readonly Alert[] {
  const { requests, status, duration, fast, where } = gatewayMetrics[gateway];
  const failed = `${status}=~"5.."`;
  return ({ namespace }) => {
    const labels = [`namespace="${namespace}"`, ...(where ? [where] : [])].join(',');
    const sum = (rate: string, metric: string, more = '') =>
      `sum by (namespace) (${rate}(${metric}{${labels}${more && `,${more}`}}[5m]))`;
    const all = sum('rate', `${duration}_count`);
    const common = { team: 'platform', dashboard: 'gateway' } as const;
    return [
      {
        ...common,
        name: 'GatewayErrors',
        expr: `${sum('rate', requests, failed)} / (${sum('rate', requests)} > 0) > 0.05 and ${sum('increase', requests, failed)} >= ${leastBad}`,
        for: '5m',
        severity: 'page',
        summary:
          '{{ $value | humanizePercentage }} of all requests at the gateway fail: users see errors in the whole app',
      },
      {
        ...common,
        name: 'GatewaySlow',
        expr: `(${all} - ${sum('rate', `${duration}_bucket`, bucketLabel(fast))}) / (${all} > 0) > 0.1`,
        for: '15m',
        severity: 'ticket',
        summary: '{{ $value | humanizePercentage }} of all requests at the gateway take longer than a second',
      },
    ];
  };
}
