import type { INode } from 'kubernetes-models/v1/Node';
import type { NodeClass } from '../../generators/model/settings/index.ts';

/** A simulated node: with the size of its class, in a zone of its cluster. */
export function node(
  name: string,
  zone: string,
  region: string,
  size: NodeClass,
): INode & { metadata: { name: string } } {
  const resources = { cpu: size.cpu, memory: size.memory, pods: '110', 'ephemeral-storage': '200Gi' };
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
      },
      annotations: {
        'kwok.x-k8s.io/node': 'fake',
        // The path at which metrics-server reads the usage of its pods:
        // https://kwok.sigs.k8s.io/docs/user/resource-usage-configuration/
        'metrics.k8s.io/resource-metrics-path': `/metrics/nodes/${name}/metrics/resource`,
      },
    },
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
