import { isDeepStrictEqual } from 'node:util';
import type { ITriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication';
import { destinationOf } from '../../model/broker.ts';
import { Failure } from '../../model/finding.ts';
import type { Use } from '../../model/inputs.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { authorityValue } from '../authority.ts';
import { bind, type QueueBinding } from '../bindings.ts';
import { externalSecret } from '../secrets/externalSecret.ts';
import { secretText } from '../secrets/value.ts';
import type { ScaledWorkload } from '../workload/workload.ts';
import type { Metric } from './scale.ts';
import type { Trigger } from './trigger.ts';

type QueueMetric = Extract<Metric, { on: 'queue' }>;

/** Trigger on the messages that are ready in a queue: https://keda.sh/docs/latest/scalers/rabbitmq-queue/ */
export function queueTrigger(metric: QueueMetric, workload: ScaledWorkload): Trigger {
  return {
    type: 'rabbitmq',
    metricType: 'AverageValue',
    metadata: {
      protocol: 'amqp',
      queueName: bindingOf(metric, workload).queue,
      mode: 'QueueLength',
      value: String(metric.messages),
    },
    authenticationRef: { name: authenticationName(metric, workload) },
  };
}

/**
 * TriggerAuthentication for each broker with queues that a workload scales on, which has one account for the app: KEDA
 * reads the address, credentials included, from the app's own Secret where a variable of the app holds that address,
 * else from a Secret made for KEDA. A private authority is in the latter, and KEDA then asks for TLS by itself:
 * `pkg/scalers/rabbitmq_scaler.go` of KEDA 2.20.
 */
export function queueAuthentications(workload: ScaledWorkload): Resource[] {
  return [...brokersOf(workload).values()].flatMap((metric) => {
    const { owner, pods, secrets } = workload;
    const use = useOf(metric, workload);
    const { url } = bind<typeof metric.edge>(use, workload.inputs);
    const ca = authorityValue(use);
    const metadata = { name: authenticationName(metric, workload), namespace: pods.namespace, labels: pods.labels };
    const variable = Object.keys(secrets).find((key) => isDeepStrictEqual(secrets[key], url));
    if (variable && !ca) return [authentication(metadata, owner.name, { host: variable })];
    const name = `${metadata.name}-scaler`;
    const values = { host: url, ...(ca && { tls: secretText`enable`, ca }) };
    const parameters = Object.fromEntries(Object.keys(values).map((key) => [key, key]));
    return [authentication(metadata, name, parameters), externalSecret({ ...metadata, name }, values)];
  });
}

function authentication(
  metadata: { name: string; namespace: string; labels: ScaledWorkload['labels'] },
  secret: string,
  parameters: Readonly<Record<string, string>>,
): Resource {
  return resource<ITriggerAuthentication>({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'TriggerAuthentication',
    metadata,
    spec: {
      secretTargetRef: Object.entries(parameters).map(([parameter, key]) => ({ parameter, name: secret, key })),
    },
  });
}

/** A metric of each broker that a workload scales on, by the name of its contract. */
function brokersOf({ scale }: ScaledWorkload): ReadonlyMap<string, QueueMetric> {
  const queues = scale.on.filter((metric) => metric.on === 'queue');
  return new Map(queues.map((metric) => [metric.edge.contract.name, metric]));
}

/** Name of a TriggerAuthentication: that of the pods, where they scale on one broker. */
function authenticationName({ edge }: QueueMetric, workload: ScaledWorkload): string {
  const { name } = workload.pods;
  return brokersOf(workload).size === 1 ? name : `${name}-${edge.contract.name}`;
}

/** Binding of a queue that the app consumes. */
function bindingOf(metric: QueueMetric, workload: ScaledWorkload): QueueBinding {
  return bind<typeof metric.edge>(useOf(metric, workload), workload.inputs);
}

function useOf({ edge }: QueueMetric, { owner, inputs }: ScaledWorkload): Use {
  const use = Object.values(inputs.graph.uses).find(({ edge: own }) => isDeepStrictEqual(own, edge));
  if (use) return use;
  throw new Failure(
    `${owner.name} scales on the ${'topic' in edge ? 'topic' : 'queue'} ${destinationOf(edge)}, and does not use it`,
    'Add the same edge to its `uses`, or scale on something else.',
  );
}
