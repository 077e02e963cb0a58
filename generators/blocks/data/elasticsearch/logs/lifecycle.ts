import { bytes } from '../../../../model/quantity.ts';
import { kept, toldSnapshots } from '../snapshots.ts';
import type { Told } from '../system.ts';
import type { LogStore } from './store.ts';

/**
 * Logs go to a new index each day, or sooner where it becomes large; indices move to the warm tier, where there is one,
 * and are deleted. In this order, for each names the one before.
 */
export function keptLogs(system: LogStore): Readonly<Record<string, Told>> {
  return {
    'lifecycle.json': { path: `_ilm/policy/${kept}`, document: lifecycle(system) },
    'template.json': { path: '_component_template/logs-otel@custom', document: template(system) },
    ...toldSnapshots(system, 'logs-*'),
  };
}

/** https://www.elastic.co/docs/reference/elasticsearch/index-lifecycle-actions */
function lifecycle({ settings }: LogStore): object {
  const { warm, keepDays, storage } = settings;
  const rollover = { max_age: '1d', max_primary_shard_size: `${largestShard(storage)}mb` };
  return {
    policy: {
      phases: {
        hot: { min_age: '0ms', actions: { rollover, set_priority: { priority: 100 } } },
        ...(warm.nodesPerZone > 0 && {
          warm: { min_age: `${warm.afterDays}d`, actions: { set_priority: { priority: 50 } } },
        }),
        delete: { min_age: `${keepDays}d`, actions: { delete: {} } },
      },
    },
  };
}

/**
 * 50 GiB at most, as is recommended, and no more than a fifth of a volume, for only whole indices are deleted:
 * https://www.elastic.co/docs/deploy-manage/production-guidance/optimize-performance/size-shards#shard-size-recommendation
 */
function largestShard(storage: string): number {
  return Math.floor(Math.min(bytes(storage) / 5, 50 * 2 ** 30) / 2 ** 20);
}

/**
 * A part of the template that Elasticsearch brings for documents of OpenTelemetry, which it leaves to its users:
 * https://github.com/elastic/elasticsearch/blob/main/x-pack/plugin/otel-data/src/main/resources/index-templates/logs-otel%40template.yaml
 */
function template({ isCopied }: LogStore): object {
  return {
    template: { settings: { index: { lifecycle: { name: kept }, number_of_replicas: isCopied ? 1 : 0 } } },
  };
}
