import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Built } from '../../generators/model/rule.ts';
import type { Pods } from './podGroup.ts';
import { at, count, entries, list, text } from './reading.ts';
import { podAmounts } from './requests.ts';
import type { Labels } from './selector.ts';

/**
 * The pods of a K8ssandraCluster: the nodes of each datacenter, and one that repairs them. Labels and containers:
 * `apis/cassandra/v1beta1` and `pkg/oplabels` of k8ssandra/cass-operator, `pkg/medusa` and `pkg/reaper` of
 * k8ssandra/k8ssandra-operator.
 */
export function ofCassandra(built: Built): readonly Pods[] {
  const { spec } = built.resource;
  const datacenters = list(at(spec, ['cassandra', 'datacenters']) as object[] | undefined);
  return datacenters.flatMap((datacenter) => {
    const name = text(at(datacenter, ['metadata', 'name']));
    return [nodes(built, datacenter, name), ...(at(spec, ['reaper']) ? [reaper(built, name)] : [])];
  });
}

function nodes(built: Built, datacenter: object, name: string): Pods {
  const { metadata, spec } = built.resource;
  const cassandra = at(spec, ['cassandra']);
  const size = count(at(datacenter, ['size']), 1);
  const extra = Object.fromEntries(entries(at(datacenter, ['metadata', 'commonLabels']) as Labels | undefined));
  const pod = {
    initContainers: [
      ...named(cassandra, 'initContainers'),
      ...container('medusa-restore', at(spec, ['medusa', 'initContainerResources'])),
    ],
    containers: [
      ...named(cassandra, 'containers').filter((one) => one.name !== 'cassandra'),
      ...container('cassandra', at(cassandra, ['resources'])),
      ...container('medusa', at(spec, ['medusa', 'containerResources'])),
    ],
  };
  return {
    built,
    namespace: metadata.namespace ?? '',
    name: `${metadata.name}-${name}`,
    labels: {
      'app.kubernetes.io/name': 'cassandra',
      'app.kubernetes.io/managed-by': 'cass-operator',
      'cassandra.datastax.com/cluster': metadata.name,
      'cassandra.datastax.com/datacenter': name,
      ...extra,
    },
    replicas: { min: size, max: size, surge: 0 },
    requests: podAmounts(pod, 'requests'),
    limits: podAmounts(pod, 'limits'),
    priorityClass: text(at(cassandra, ['podPriorityClassName'])) || undefined,
  };
}

/** One pod, which a roll-out replaces after its successor is there. */
function reaper(built: Built, datacenter: string): Pods {
  const { metadata, spec } = built.resource;
  const name = `${metadata.name}-${datacenter}-reaper`;
  const pod = {
    initContainers: container('reaper-schema-init', at(spec, ['reaper', 'initContainerResources'])),
    containers: container('reaper', at(spec, ['reaper', 'resources'])),
  };
  return {
    built,
    namespace: metadata.namespace ?? '',
    name,
    labels: { 'app.kubernetes.io/managed-by': 'k8ssandra-operator', 'k8ssandra.io/reaper': name },
    replicas: { min: 1, max: 1, surge: 1 },
    requests: podAmounts(pod, 'requests'),
    limits: podAmounts(pod, 'limits'),
    priorityClass: undefined,
  };
}

function named(cassandra: unknown, key: string): readonly IContainer[] {
  return list(at(cassandra, [key]) as IContainer[] | undefined);
}

function container(name: string, resources: unknown): IContainer[] {
  return resources === undefined ? [] : [{ name, resources: resources as NonNullable<IContainer['resources']> }];
}
