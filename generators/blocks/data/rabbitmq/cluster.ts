import type { AppName } from '../../../model/appName.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { bytes, canonicalBytes, canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { zonalStorage } from '../../platform/storageClass.ts';
import { priorityClassName } from '../../workload/pod.ts';
import { apartByZone, quorumMembers } from '../shared/zonePlacement.ts';
import type { RabbitmqSettings } from './settings.ts';
import type { RabbitmqCluster } from './types.ts';

/**
 * The RabbitMQ nodes, run by the cluster operator, under the app's own name: the operator labels pods with the name of
 * this object. CPU and memory are guaranteed. A node that ends first waits until no queue needs it for its majority,
 * for up to a week, the operator's default: a drain takes as long as that, and no longer than it must. A node that is
 * alone has nobody to wait for.
 *
 * Without TLS, on purpose: clients would have to be given the broker's own authority, which the contract of an image
 * (one address in a variable) and KEDA's do not carry, and unchecked certificates only look like safety. NetworkPolicies
 * let in nobody but users; where the network itself must not be trusted, the cluster's network plugin encrypts it.
 *
 * Once made, the volume's class cannot change and its size can only grow; nodes are never taken away again.
 * https://www.rabbitmq.com/kubernetes/operator/using-operator
 */
export function rabbitmqCluster(
  app: AppName,
  image: string,
  settings: RabbitmqSettings,
  { cluster, fleet }: Inputs,
  labels: Readonly<Record<string, string>>,
): Resource {
  const replicas = quorumMembers(cluster);
  const size = {
    cpu: canonicalCpu(milliCpu(settings.resources.cpu)),
    memory: canonicalBytes(bytes(settings.resources.memory)),
  };
  const pod = { priorityClassName: priorityClassName(fleet.name, 'critical'), containers: [] };
  return resource<RabbitmqCluster>({
    apiVersion: 'rabbitmq.com/v1beta1',
    kind: 'RabbitmqCluster',
    metadata: { name: app.name, namespace: app.tier, labels, annotations: confirmRemoval },
    spec: {
      replicas,
      image,
      resources: { requests: size, limits: size },
      persistence: { storageClassName: zonalStorage, storage: canonicalBytes(bytes(settings.storage)) },
      affinity: apartByZone(cluster, replicas, selectorOf(app.name)),
      rabbitmq: { additionalConfig: configuration(settings) },
      override: { statefulSet: { spec: { template: { spec: pod } } } },
      terminationGracePeriodSeconds: replicas > 1 ? week : 60,
      // The next version refuses to start while one of them is off.
      autoEnableAllFeatureFlags: true,
      // Defaults of the CRD, written out, so that what Argo CD applies equals what it reads back.
      delayStartSeconds: 30,
      service: { type: 'ClusterIP' },
    },
  });
}

/** Seconds. */
const week = 604_800;

/**
 * Queues without a type are quorum queues. When no more of the disk is free than the node has memory, or a quarter of
 * a small volume, publishers are held back: https://www.rabbitmq.com/docs/production-checklist#resource-limits-disk-space
 */
function configuration({ resources, storage }: RabbitmqSettings): string {
  const free = Math.floor(Math.min(bytes(resources.memory), bytes(storage) / 4));
  return ['default_queue_type = quorum', `disk_free_limit.absolute = ${free}`, ''].join('\n');
}
