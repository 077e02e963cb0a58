import { selectorOf } from '../../labels.ts';
import { matching, type ScrapeTarget } from '../../monitoring/targets/scrape.ts';
import { seaweedfsPorts } from './names.ts';
import type { SeaweedfsSystem } from './system.ts';

/** What Prometheus reads of a bucket server. */
export function seaweedfsTargets(system: SeaweedfsSystem): readonly ScrapeTarget[] {
  const { app } = system;
  return [
    { name: app.name, namespace: app.tier, selector: matching(selectorOf(app.name)), port: seaweedfsPorts.metrics },
  ];
}
