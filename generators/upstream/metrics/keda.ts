import type { MetricSource } from './metricSource.ts';

/**
 * KEDA's operator with `--enable-prometheus-metrics`: `pkg/metricscollector/prommetrics.go` of
 * https://github.com/kedacore/keda/tree/v2.20.2
 */
export const kedaMetrics: MetricSource = {
  program: 'KEDA',
  metrics: {
    keda_scaler_detail_errors_total: [
      'namespace',
      'metric',
      'scaledObject',
      'scaler',
      'triggerIndex',
      'triggerName',
      'type',
    ],
  },
};
