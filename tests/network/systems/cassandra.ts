import {
  cassandraCommon,
  cassandraPorts,
  datacenterService,
  k8ssandraNamespace,
  nodePods,
  reaperPods,
  reaperPorts,
} from '../../../generators/upstream/k8ssandra.ts';
import { namesIn, prometheusPods } from '../neighbours.ts';
import { at, calls, listening, type Objects, type Part, type Pods } from '../parts.ts';

/**
 * What K8ssandra's operators run: nodes, and one pod that repairs them by CQL and the management API. The operators
 * reach the nodes' management API and backup service, and the repairing pod. Labels: `apis/cassandra/v1beta1` of
 * https://github.com/k8ssandra/cass-operator, `pkg/reaper` of https://github.com/k8ssandra/k8ssandra-operator
 */
export function cassandraParts(objects: Objects): Part[] {
  return objects
    .filter(({ kind }) => kind === 'K8ssandraCluster')
    .map((object) => {
      const { name, namespace = '' } = object.metadata;
      const datacenter = at(object, 'spec', 'cassandra', 'datacenters', 0);
      const center = at<string>(datacenter, 'metadata', 'name') ?? '';
      const nodes: Pods = {
        name: `${namespace}/${name} nodes`,
        namespace,
        labels: {
          ...cassandraCommon(name),
          ...at<Pods['labels']>(datacenter, 'metadata', 'commonLabels'),
          ...nodePods(name, center),
        },
        ports: listening(cassandraPorts),
      };
      const repairing: Pods[] =
        at(object, 'spec', 'reaper') === undefined
          ? []
          : [
              {
                name: `${namespace}/${name} reaper`,
                namespace,
                labels: reaperPods(name, center),
                ports: listening(reaperPorts),
              },
            ];
      return {
        pods: [nodes, ...repairing],
        callers: [nodes.name],
        services: { [`${datacenterService(name, center)}.${namespace}`]: nodes.name },
        flows: [
          ...calls([nodes.name], [nodes.name], [cassandraPorts.internode]),
          ...calls(namesIn(k8ssandraNamespace), [nodes.name], [cassandraPorts.management, cassandraPorts.medusa]),
          ...calls([prometheusPods.name], [nodes.name], [cassandraPorts.metrics]),
          ...calls([`${namespace}/${name}-database-schema`], [nodes.name], [cassandraPorts.cql]),
          ...repairing.flatMap((one) => [
            ...calls([one.name], [nodes.name], [cassandraPorts.cql, cassandraPorts.management]),
            ...calls(namesIn(k8ssandraNamespace), [one.name], [reaperPorts.api]),
            ...calls([prometheusPods.name], [one.name], [reaperPorts.metrics]),
          ]),
        ],
      };
    });
}
