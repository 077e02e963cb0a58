import { bytes, canonicalBytes, canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { zonalStorage } from '../../platform/storageClass.ts';
import { metadataOf } from '../shared/system.ts';
import { requireZones } from '../shared/zonePlacement.ts';
import type { RabbitmqSettings } from './settings.ts';
import type { RabbitmqSystem } from './system.ts';
import type { RabbitmqCluster } from './types.ts';

/**
 * RabbitmqCluster, named like the app, because the operator labels the pods with the name of this object. CPU and
 * memory requests equal limits. A node that is to be terminated waits until no queue needs it for its majority, up to a
 * week (the operator's default), so a drain may take that long. A single node does not wait.
 *
 * TLS is off on purpose. Clients would need the certificate of the broker's own authority, which neither the contract
 * of an image (one address in a variable) nor KEDA's carries, and TLS without checking certificates does not protect.
 * NetworkPolicies let in users only; where the network itself is not trusted, the cluster's network plugin must encrypt
 * it.
 *
 * The volume's class cannot be changed later, its size can only grow, and nodes can never be removed again.
 * https://www.rabbitmq.com/kubernetes/operator/using-operator
 */
export function rabbitmqCluster(system: RabbitmqSystem): Resource {
  const { app, nodes, images, settings, inputs, priorityClassName } = system;
  const size = {
    cpu: canonicalCpu(milliCpu(settings.resources.cpu)),
    memory: canonicalBytes(bytes(settings.resources.memory)),
  };
  const pod = { priorityClassName, containers: [] };
  return resource<RabbitmqCluster>({
    apiVersion: 'rabbitmq.com/v1beta1',
    kind: 'RabbitmqCluster',
    metadata: { ...metadataOf(system), annotations: confirmRemoval },
    spec: {
      replicas: nodes,
      image: images.server,
      resources: { requests: size, limits: size },
      persistence: { storageClassName: zonalStorage, storage: canonicalBytes(bytes(settings.storage)) },
      affinity: requireZones(inputs.cluster, nodes, selectorOf(app.name)),
      rabbitmq: { additionalConfig: configuration(settings) },
      override: { statefulSet: { spec: { template: { spec: pod } } } },
      terminationGracePeriodSeconds: nodes > 1 ? week : 60,
      // The next version of RabbitMQ refuses to start while a feature flag is off.
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
 * Configuration file. Queues without a type are quorum queues. RabbitMQ blocks publishers while less disk is free than
 * the node has memory, or than a quarter of a small volume:
 * https://www.rabbitmq.com/docs/production-checklist#resource-limits-disk-space
 */
function configuration({ resources, storage }: RabbitmqSettings): string {
  const free = Math.floor(Math.min(bytes(resources.memory), bytes(storage) / 4));
  return ['default_queue_type = quorum', `disk_free_limit.absolute = ${free}`, ''].join('\n');
}
