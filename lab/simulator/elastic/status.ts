import { elasticsearchPods } from '../../../generators/upstream/elastic.ts';
import { timedConditions, truth } from '../conditions.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import { readyOf, type World } from '../model.ts';
import { countNodes, type ElasticsearchObject } from './types.ts';

/**
 * The status of an `Elasticsearch`: `pkg/controller/elasticsearch/reconcile/state.go`. Without a node it is red, without one
 * of several yellow.
 */
export function elasticsearchStatus(object: ElasticsearchObject, world: World): object {
  const { name, namespace = '', generation } = object.metadata;
  const wanted = countNodes(object);
  const ready = readyOf(world.pods(namespace, elasticsearchPods(name)));
  const health = healthOf(object, ready === wanted);
  const isDone = health === 'healthy';
  const isReachable = isDone || ready > 0;
  return {
    observedGeneration: generation,
    availableNodes: isDone ? wanted : ready,
    version: object.spec?.version ?? '',
    health: isDone ? 'green' : isReachable ? 'yellow' : 'red',
    phase: { healthy: 'Ready', progressing: 'ApplyingChanges', degraded: 'Invalid' }[health],
    inProgressOperations: { downscale: {}, upgrade: {}, upscale: {} },
    conditions: timedConditions(object.status, world.now, [
      {
        type: 'ReconciliationComplete',
        status: truth(isDone),
        ...(health === 'degraded' && { message: demandedTrouble }),
      },
      { type: 'ElasticsearchIsReachable', status: truth(isReachable) },
    ]),
  };
}
