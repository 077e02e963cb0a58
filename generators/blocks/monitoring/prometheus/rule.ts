import { type Resource, resource } from '../../../model/resource.ts';
import type { Labels } from '../../labels.ts';
import { type Alert, runbookOf } from '../alerts/alert.ts';

/** Rule that stores the result of a query as series of a new name. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Labels;
}

/** Rule that fires an alert. */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Labels;
  readonly annotations: Labels;
}

/** Rules that are evaluated one after the other. */
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly (RecordingRule | AlertingRule)[];
}

/** The part of https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule in use. */
interface PrometheusRule {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PrometheusRule';
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Labels };
  readonly spec: { readonly groups: readonly RuleGroup[] };
}

/** PrometheusRule: recordings and alerts in the namespace of what they are about. */
export function prometheusRule(metadata: PrometheusRule['metadata'], groups: readonly RuleGroup[]): Resource {
  return resource<PrometheusRule>({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata,
    spec: { groups },
  });
}

/** Rule of an alert, with the labels by which it is routed and what people need when it reaches them. */
export function alertingRule({
  name,
  expr,
  for: wait,
  severity,
  team,
  labels,
  summary,
  dashboard,
}: Alert): AlertingRule {
  return {
    alert: name,
    expr,
    ...(wait && { for: wait }),
    labels: { ...labels, severity, team },
    annotations: { summary, dashboard, runbook: runbookOf(name) },
  };
}
