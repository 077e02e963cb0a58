import type { MetricSource } from './metricSource.ts';

/** `metric/metrics.go` of https://github.com/appleboy/gorush/tree/v1.22.0 */
export const gorushMetrics: MetricSource = {
  program: 'gorush',
  images: ['docker.io/appleboy/gorush'],
  metrics: {
    gorush_android_fail: [],
    gorush_android_success: [],
    gorush_ios_error: [],
    gorush_ios_success: [],
  },
};
