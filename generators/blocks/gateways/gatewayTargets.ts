import type { Inputs } from '../../model/inputs.ts';
import { gatewayName, gatewayNamespace } from '../../upstream/gateways.ts';
import { selectorOf } from '../labels.ts';
import { matching, type ScrapeTarget } from '../monitoring/targets/scrape.ts';
import { gatewayOf } from './kinds.ts';

/** What Prometheus reads of a gateway: all its pods. */
export function gatewayTargets({ cluster }: Pick<Inputs, 'cluster'>): readonly ScrapeTarget[] {
  const { podPorts, metricsPath } = gatewayOf(cluster);
  return [
    {
      name: gatewayName,
      namespace: gatewayNamespace,
      selector: matching(selectorOf(gatewayName)),
      port: podPorts.metrics,
      path: metricsPath,
    },
  ];
}
