import type { INode } from 'kubernetes-models/v1/Node';
import { computeClassLabel } from '../../generators/blocks/nodes/placement.ts';
import { diskGib } from '../../generators/blocks/nodes/provisioner.ts';
import { labelsOfClass, taintsOf } from '../../generators/model/nodeClasses.ts';
import type { NodeClass } from '../../generators/model/settings/index.ts';

/** A simulated node: as its class says, in a zone of its cluster, whatever starts nodes of that class in a cloud. */
export function node(
  name: string,
  zone: string,
  region: string,
  [className, size]: readonly [string, NodeClass],
): INode & { metadata: { name: string } } {
  const devices = Object.fromEntries(Object.entries(size.devices ?? {}).map(([device, count]) => [device, `${count}`]));
  const resources = {
    cpu: size.cpu,
    memory: size.memory,
    pods: '110',
    'ephemeral-storage': `${diskGib}Gi`,
    ...devices,
  };
  const taints = taintsOf(size);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/region': region,
        'topology.kubernetes.io/zone': zone,
        ...labelsOfClass(className, size),
        // As Google Cloud's own nodes: what selects a ComputeClass there does so in the lab.
        [computeClassLabel]: className,
      },
      annotations: {
        'kwok.x-k8s.io/node': 'fake',
        // The path at which metrics-server reads the usage of its pods:
        // https://kwok.sigs.k8s.io/docs/user/resource-usage-configuration/
        'metrics.k8s.io/resource-metrics-path': `/metrics/nodes/${name}/metrics/resource`,
      },
    },
    ...(taints.length > 0 && { spec: { taints: [...taints] } }),
    status: {
      // Both addresses: if one is missing, KWOK deletes them when the node becomes Ready again.
      addresses: [
        { type: 'InternalIP', address: '127.0.0.1' },
        { type: 'Hostname', address: name },
      ],
      allocatable: resources,
      capacity: resources,
    },
  };
}
