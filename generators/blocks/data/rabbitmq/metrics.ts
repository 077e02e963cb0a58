import { rabbitmqPorts } from '../../../upstream/rabbitmq.ts';
import { selectorOf } from '../../labels.ts';
import { matching, type ScrapeTarget } from '../../monitoring/scrape.ts';
import type { RabbitmqSystem } from './system.ts';

/** What Prometheus reads of a broker: all nodes. https://www.rabbitmq.com/docs/prometheus */
export function rabbitmqTargets(system: RabbitmqSystem): readonly ScrapeTarget[] {
  const { app } = system;
  return [
    { name: app.name, namespace: app.tier, selector: matching(selectorOf(app.name)), port: rabbitmqPorts.metrics },
  ];
}
