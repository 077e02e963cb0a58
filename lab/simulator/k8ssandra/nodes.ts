import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IContainer } from 'kubernetes-models/v1/Container';
import {
  allPodsService,
  cassandraLabels,
  cassandraPorts,
  datacenterBudget,
  datacenterService,
  k8ssandraVersions,
} from '../../../generators/upstream/k8ssandra.ts';
import type { Made } from '../model.ts';
import { makeBudget, makeService, makeStatefulSet } from '../parts.ts';
import {
  type CassandraCluster,
  type CassandraRack,
  type Datacenter,
  imageOf,
  nodesOf,
  operatorLabels,
} from './cluster.ts';

/**
 * The nodes of a datacenter, a StatefulSet for each rack:
 * `pkg/reconciliation/construct_{statefulset,podtemplatespec}.go` and `constructor.go` of cass-operator, and Medusa's
 * containers (`pkg/medusa/reconcile.go` of k8ssandra-operator). Racks start at once, while the real operator starts one
 * node after the other.
 */
export function datacenterNodes(cluster: CassandraCluster, datacenter: Datacenter): readonly Made[] {
  const { name, namespace = '' } = cluster.metadata;
  const selector = nodesOf(cluster, datacenter);
  const dc = datacenter.metadata.name;
  const size = datacenter.size ?? 1;
  const budgeted = datacenterBudget(dc, size);
  const identity = { namespace, labels: { ...selector, ...operatorLabels(cluster, datacenter) } };
  const ports = { native: cassandraPorts.cql, 'mgmt-api': cassandraPorts.management, prometheus: 9103, thrift: 9160 };
  const racks = datacenter.racks ?? cluster.spec?.cassandra?.racks ?? [{ name: 'default' }];
  return [
    { resource: makeService({ ...identity, name: datacenterService(name, dc) }, selector, ports) },
    { resource: makeService({ ...identity, name: allPodsService(name, dc) }, selector, ports) },
    { resource: makeBudget({ ...identity, name: budgeted.name }, selector, { minAvailable: budgeted.minAvailable }) },
    ...racks.map((rack, index) => {
      // Nodes are distributed over racks in turn: `SplitRacks`.
      const replicas = Math.floor(size / racks.length) + (index < size % racks.length ? 1 : 0);
      const own = { ...selector, [cassandraLabels.rack]: rack.name };
      return {
        resource: makeStatefulSet({
          name: `${name}-${dc}-${rack.name.toLowerCase()}-sts`,
          namespace,
          labels: { ...own, ...operatorLabels(cluster, datacenter) },
          selector: own,
          replicas,
          serviceName: allPodsService(name, dc),
          isParallel: true,
          pod: podOf(cluster, rack),
        }),
      };
    }),
  ];
}

function podOf({ spec }: CassandraCluster, rack: CassandraRack) {
  const { cassandra, medusa } = spec ?? {};
  const image = cassandra?.serverImage;
  const parts = (given: readonly IContainer[] | undefined, base: IContainer) => ({
    ...base,
    ...given?.find((one) => one.name === base.name),
  });
  const medusaBase = { image: imageOf(medusa?.containerImage), securityContext: medusa?.securityContext };
  return {
    serviceAccountName: cassandra?.serviceAccount,
    securityContext: cassandra?.podSecurityContext,
    priorityClassName: cassandra?.podPriorityClassName,
    tolerations: cassandra?.tolerations,
    terminationGracePeriodSeconds: 120,
    affinity: affinityOf(rack, cassandra?.softPodAntiAffinity === true),
    initContainers: [
      parts(cassandra?.initContainers, { name: 'server-config-init-base', image }),
      parts(cassandra?.initContainers, { name: 'server-config-init', image: configBuilder }),
      ...(medusa ? [{ ...medusaBase, name: 'medusa-restore', resources: medusa.initContainerResources }] : []),
    ],
    containers: [
      {
        ...parts(cassandra?.containers, { name: 'cassandra', image }),
        resources: cassandra?.resources,
        ports: [
          { name: 'native', containerPort: cassandraPorts.cql },
          { name: 'internode', containerPort: cassandraPorts.internode },
          { name: 'mgmt-api-http', containerPort: cassandraPorts.management },
        ],
      },
      parts(cassandra?.containers, { name: 'server-system-logger', image: systemLogger }),
      ...(medusa ? [{ ...medusaBase, name: 'medusa', resources: medusa.containerResources }] : []),
    ],
  };
}

/** One node to a host, in the zone of its rack. */
function affinityOf(rack: CassandraRack, isSoft: boolean): IAffinity {
  const labelSelector = {
    matchExpressions: Object.values(cassandraLabels).map((key) => ({ key, operator: 'Exists' as const })),
  };
  const labels = Object.entries(rack.nodeAffinityLabels ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  const matchExpressions = labels.map(([key, value]) => ({ key, operator: 'In' as const, values: [value] }));
  return {
    ...(labels.length > 0 && {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
      },
    }),
    ...(!isSoft && {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector }],
      },
    }),
  };
}

/** Images that are no part of the custom resource: `config/manager/image_config.yaml` of cass-operator. */
const configBuilder = 'docker.io/k8ssandra/k8ssandra-client:v0.8.14';
const systemLogger = `docker.io/k8ssandra/system-logger:v${k8ssandraVersions.cassOperator}`;
