import type { Gateway } from '../../../model/settings/cluster.ts';
import type { PodOwner } from '../../workload/pods.ts';
import type { Alert } from '../alert.ts';
import { leastBad } from '../burnRates.ts';
import { bucketLabel } from '../indicator.ts';

/** What a gateway says of the requests it answered, and the bucket that counts as fast: nearest to a second. */
interface GatewayMetrics {
  readonly requests: string;
  readonly failed: string;
  readonly duration: string;
  readonly fast: number;
  /** Further labels of the series that count. */
  readonly where?: string;
}

/**
 * Kong: `kong/plugins/prometheus/exporter.lua` of https://github.com/Kong/kong/tree/3.9.3, with `status_code_metrics` and
 * `latency_metrics`, in milliseconds. Istio: https://istio.io/latest/docs/reference/config/metrics/, in milliseconds; a
 * gateway reports as the source. Traefik: `pkg/observability/metrics/prometheus.go` of
 * https://github.com/traefik/traefik/tree/v3.7.13, with its default buckets.
 */
const metrics: Readonly<Record<Gateway, GatewayMetrics>> = {
  kong: {
    requests: 'kong_http_requests_total',
    failed: 'code=~"5.."',
    duration: 'kong_request_latency_ms',
    fast: 1000,
  },
  istio: {
    requests: 'istio_requests_total',
    failed: 'response_code=~"5.."',
    duration: 'istio_request_duration_milliseconds',
    fast: 1000,
    where: 'reporter="source"',
  },
  traefik: {
    requests: 'traefik_entrypoint_requests_total',
    failed: 'code=~"5.."',
    duration: 'traefik_entrypoint_request_duration_seconds',
    fast: 1.2,
  },
};

/** What all users meet: a gateway's answers as a whole, whichever app is behind them. */
export function gatewayAlerts(gateway: Gateway): (of: PodOwner) => readonly Alert[] {
  const { requests, failed, duration, fast, where } = metrics[gateway];
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
