import { rabbitmqFamilies } from '../../../upstream/metrics/rabbitmq.ts';
import { rabbitmqPorts } from '../../../upstream/rabbitmq.ts';
import { selectorOf } from '../../labels.ts';
import { matching, type ScrapeTarget } from '../../monitoring/targets/scrape.ts';
import type { RabbitmqSystem } from './system.ts';

/**
 * What Prometheus reads of a broker: all nodes, as a whole and by queue. Each node reports the queues that it leads:
 * https://www.rabbitmq.com/docs/prometheus#detailed-endpoint
 */
export function rabbitmqTargets(system: RabbitmqSystem): readonly ScrapeTarget[] {
  const { app } = system;
  return [
    {
      name: app.name,
      namespace: app.tier,
      selector: matching(selectorOf(app.name)),
      port: rabbitmqPorts.metrics,
      pages: [{ path: '/metrics/detailed', params: { family: rabbitmqFamilies } }],
    },
  ];
}
