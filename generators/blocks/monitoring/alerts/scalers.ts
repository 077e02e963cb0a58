import { type Alert, teamOfNamespace } from './alert.ts';

const hpa = (metric: string) => `max by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_${metric})`;

/**
 * Autoscalers, by kube-state-metrics (`docs/metrics/workload/horizontalpodautoscaler-metrics.md`) and by KEDA's operator
 * (https://github.com/kedacore/keda/blob/v2.20.2/pkg/metricscollector/prommetrics.go). KEDA has no metric of its
 * fallback: it falls back after three failures in a row, and counts failures.
 */
export const scalerAlerts: readonly Alert[] = [
  {
    name: 'ScalerAtMaximum',
    expr:
      `${hpa('status_current_replicas')} >= ${hpa('spec_max_replicas')}` +
      ` and ${hpa('spec_max_replicas')} > ${hpa('spec_min_replicas')}`,
    for: '15m',
    severity: 'ticket',
    team: teamOfNamespace,
    summary:
      '{{ $labels.horizontalpodautoscaler }} in {{ $labels.namespace }} has all {{ $value }} pods it may have: more load makes it slow',
    dashboard: 'app',
  },
  {
    name: 'ScalerOnFallback',
    expr: 'sum by (namespace, scaledObject) (increase(keda_scaler_detail_errors_total{type="scaledobject"}[5m])) >= 3',
    for: '5m',
    severity: 'ticket',
    team: teamOfNamespace,
    summary:
      '{{ $labels.scaledObject }} in {{ $labels.namespace }} cannot read what it scales on, and has a fixed number of pods instead',
    dashboard: 'app',
  },
  {
    name: 'ScalerWithoutMetrics',
    expr: `${hpa('status_condition{condition="ScalingActive",status="false"}')} == 1`,
    for: '15m',
    severity: 'ticket',
    team: teamOfNamespace,
    summary:
      '{{ $labels.horizontalpodautoscaler }} in {{ $labels.namespace }} gets no metrics and keeps its number of pods, whatever the load',
    dashboard: 'app',
  },
];
