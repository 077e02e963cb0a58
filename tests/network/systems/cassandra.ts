import { neighbours } from '../neighbours.ts';
import { at, calls, listening, type Objects, type Part, type Pods } from '../parts.ts';

/** https://docs.k8ssandra.io/components/cass-operator/; Medusa: `pkg/medusa` of k8ssandra/k8ssandra-operator. */
const node = { cql: 9042, internode: 7000, management: 8080, metrics: 9000, medusa: 50051 };
const reaper = { api: 8080, metrics: 8081 };

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
          ...at<Pods['labels']>(datacenter, 'metadata', 'commonLabels'),
          'cassandra.datastax.com/cluster': name,
          'cassandra.datastax.com/datacenter': center,
        },
        ports: listening(node),
      };
      const repairing: Pods[] =
        at(object, 'spec', 'reaper') === undefined
          ? []
          : [
              {
                name: `${namespace}/${name} reaper`,
                namespace,
                labels: { 'k8ssandra.io/reaper': `${name}-${center}-reaper` },
                ports: listening(reaper),
              },
            ];
      return {
        pods: [nodes, ...repairing],
        callers: [nodes.name],
        services: { [`${name}-${center}-service.${namespace}`]: nodes.name },
        flows: [
          ...calls([nodes.name], [nodes.name], [node.internode]),
          ...calls([neighbours.k8ssandra.name], [nodes.name], [node.management, node.medusa]),
          ...calls([neighbours.prometheus.name], [nodes.name], [node.metrics]),
          ...calls([`${namespace}/${name}-database-schema`], [nodes.name], [node.cql]),
          ...repairing.flatMap((one) => [
            ...calls([one.name], [nodes.name], [node.cql, node.management]),
            ...calls([neighbours.k8ssandra.name], [one.name], [reaper.api]),
            ...calls([neighbours.prometheus.name], [one.name], [reaper.metrics]),
          ]),
        ],
      };
    });
}
