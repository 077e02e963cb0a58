import { memberComponents, mongodbComponentLabel } from '../../../upstream/perconaMongodb.ts';
import type { ScrapeTarget } from '../../monitoring/targets/scrape.ts';
import { mongodbExporterPort } from './exporter.ts';
import type { MongodbSystem } from './system.ts';

/** What Prometheus reads of a MongoDB: the exporter beside each member, of shards and of config servers. */
export function mongodbTargets({ app, names }: MongodbSystem): readonly ScrapeTarget[] {
  const components = [{ key: mongodbComponentLabel, operator: 'In' as const, values: [...memberComponents] }];
  return [
    {
      name: app.name,
      namespace: app.tier,
      selector: { matchLabels: { ...names.database }, matchExpressions: components },
      port: mongodbExporterPort,
    },
  ];
}
