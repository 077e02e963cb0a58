import { instancePods, poolerPorts, postgresPorts } from '../../../upstream/cloudNativePg.ts';
import { matching, type ScrapeTarget } from '../../monitoring/targets/scrape.ts';
import { poolerLabels, poolerName, poolers } from './names.ts';
import type { PostgresSystem } from './system.ts';

/** What Prometheus reads of a PostgreSQL: instances, and each pooler. */
export function postgresTargets(system: PostgresSystem): readonly ScrapeTarget[] {
  const { app, name, images } = system;
  const pooled = images.pooler === undefined ? [] : Object.values(poolers);
  return [
    {
      name: app.name,
      namespace: app.tier,
      selector: matching(instancePods(name)),
      port: postgresPorts.metrics,
    },
    ...pooled.map((type) => ({
      name: poolerName(name, type),
      namespace: app.tier,
      selector: matching(poolerLabels(name, type)),
      port: poolerPorts.metrics,
    })),
  ];
}
