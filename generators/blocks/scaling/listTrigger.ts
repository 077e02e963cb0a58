import { isDeepStrictEqual } from 'node:util';
import type { ITriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication';
import { Failure } from '../../model/finding.ts';
import type { Use } from '../../model/inputs.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { authorityValue } from '../authority.ts';
import { bind, type CacheBinding } from '../bindings.ts';
import { externalSecret } from '../secrets/externalSecret.ts';
import type { ScaledWorkload } from '../workload/workload.ts';
import type { Metric } from './scale.ts';
import type { Trigger } from './trigger.ts';

type ListMetric = Extract<Metric, { on: 'list' }>;

/**
 * Trigger on the length of a list in a Valkey or Redis, such as the queue of Sidekiq, Celery or BullMQ:
 * https://keda.sh/docs/latest/scalers/redis-lists/
 */
export function listTrigger(metric: ListMetric, workload: ScaledWorkload): Trigger {
  const { host, port, tls } = bindingOf(metric, workload);
  return {
    type: 'redis',
    metricType: 'AverageValue',
    metadata: {
      address: `${host}:${port}`,
      listName: metric.list,
      listLength: String(metric.items),
      databaseIndex: '0',
      enableTLS: String(tls),
    },
    authenticationRef: { name: authenticationName(metric, workload) },
  };
}

/** TriggerAuthentication and Secret with the password, and a private authority, for each store with a list that a workload scales on. */
export function listAuthentications(workload: ScaledWorkload): Resource[] {
  const lists = workload.scale.on.filter((metric) => metric.on === 'list');
  const stores = new Map(lists.map((metric) => [authenticationName(metric, workload), metric]));
  return [...stores].flatMap(([name, metric]) => {
    const { namespace, labels } = workload.pods;
    const metadata = { name, namespace, labels };
    const use = useOf(metric, workload);
    const ca = authorityValue(use);
    const values = { password: bind<typeof metric.edge>(use, workload.inputs).password, ...(ca && { ca }) };
    return [
      resource<ITriggerAuthentication>({
        apiVersion: 'keda.sh/v1alpha1',
        kind: 'TriggerAuthentication',
        metadata,
        spec: { secretTargetRef: Object.keys(values).map((key) => ({ parameter: key, name, key })) },
      }),
      externalSecret(metadata, values),
    ];
  });
}

function authenticationName({ edge }: ListMetric, { pods }: ScaledWorkload): string {
  return `${pods.name}-${edge.contract.name}-list`;
}

function bindingOf(metric: ListMetric, workload: ScaledWorkload): CacheBinding {
  return bind<typeof metric.edge>(useOf(metric, workload), workload.inputs);
}

function useOf({ edge }: ListMetric, { owner, inputs }: ScaledWorkload): Use {
  const use = Object.values(inputs.graph.uses).find(({ edge: own }) => isDeepStrictEqual(own, edge));
  if (use) return use;
  throw new Failure(
    `${owner.name} scales on a list in ${edge.contract.name}, and does not use it that way`,
    'Add the same edge to its `uses`, or scale on something else.',
  );
}
