import type { ClusterFacts } from '../../generators/model/inputs.ts';
import { groupOf, type Resource } from '../../generators/model/resource.ts';

/**
 * Whether an object asks for the exporters that speak of a whole cluster: a Prometheus reads them, or, where one outside
 * takes its place, rules ask for what they say.
 */
export function isPrometheus(object: Resource, { prometheus }: Pick<ClusterFacts, 'prometheus'>): boolean {
  const kind = prometheus ? 'PrometheusRule' : 'Prometheus';
  return object.kind === kind && groupOf(object) === 'monitoring.coreos.com';
}
