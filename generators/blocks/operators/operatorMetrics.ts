import { type Declared, declare } from '../../model/fact.ts';
import { matching, operatorTarget, type ScrapeTarget } from '../monitoring/targets/scrape.ts';

/**
 * Metrics of an operator's pods: Prometheus reads those of all operators that a cluster may have, and where one does not
 * run there are no pods to read.
 * @param labels of its pods, as its chart writes them
 */
export function operatorMetrics(
  { name, namespace }: Pick<ScrapeTarget, 'name' | 'namespace'>,
  labels: Readonly<Record<string, string>>,
  how: Omit<ScrapeTarget, 'name' | 'namespace' | 'selector'>,
): Declared {
  return declare(operatorTarget, { name, namespace, selector: matching(labels), ...how });
}
