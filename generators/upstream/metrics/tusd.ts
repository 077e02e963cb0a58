import type { MetricSource } from './metricSource.ts';

/** `pkg/prometheuscollector/prometheuscollector.go` of https://github.com/tus/tusd/tree/v2.10.1 */
export const tusdMetrics: MetricSource = {
  program: 'tusd',
  images: ['docker.io/tusproject/tusd'],
  metrics: {
    tusd_errors_total: ['status', 'code'],
    tusd_requests_total: ['method'],
  },
};
