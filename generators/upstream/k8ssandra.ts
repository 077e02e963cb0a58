import type { PodLabels } from './labels.ts';

// K8ssandra: https://github.com/k8ssandra/k8ssandra-operator with https://github.com/k8ssandra/cass-operator

/** Versions of which the rest of this file is true. cass-operator is the one that `go.mod` of K8ssandra names. */
export const k8ssandraVersions = { k8ssandra: '1.32.5', cassOperator: '1.30.3' } as const;

/** Namespace of both operators. Nothing else runs in it. */
export const k8ssandraNamespace = 'k8ssandra-operator';

/**
 * Ports of a node: `apis/cassandra/v1beta1/cassandradatacenter_types.go` of cass-operator. `medusa` is the port of the
 * backup container: `pkg/medusa/reconcile.go` of K8ssandra.
 */
export const cassandraPorts = { cql: 9042, internode: 7000, management: 8080, metrics: 9000, medusa: 50051 } as const;

/** Ports of Reaper: the API that the operator calls, and metrics. `pkg/reaper/deployment.go` of K8ssandra. */
export const reaperPorts = { api: 8080, metrics: 8081 } as const;

/** Labels with the name of the cluster and of its datacenter. Quorums are counted by them. */
export const cassandraLabels = {
  cluster: 'cassandra.datastax.com/cluster',
  datacenter: 'cassandra.datastax.com/datacenter',
  rack: 'cassandra.datastax.com/rack',
} as const;

/** Labels that select the nodes of a datacenter: `GetDatacenterLabels` in the file of {@link cassandraPorts}. */
export function nodePods(cluster: string, datacenter: string): PodLabels {
  return { [cassandraLabels.cluster]: cluster, [cassandraLabels.datacenter]: datacenter };
}

/**
 * Labels of everything of a datacenter, its pods too: `pkg/oplabels/labels.go` of cass-operator. The datacenter's
 * `commonLabels` replace them.
 */
export function cassandraCommon(cluster: string): PodLabels {
  return {
    'app.kubernetes.io/name': 'cassandra',
    'app.kubernetes.io/instance': `cassandra-${cluster}`,
    'app.kubernetes.io/managed-by': 'cass-operator',
    'app.kubernetes.io/created-by': 'cass-operator',
  };
}

/**
 * PodDisruptionBudget of a datacenter: one node at a time. `pkg/reconciliation/constructor.go` of cass-operator. Its name
 * has nothing of the cluster's: two datacenters in one namespace must not have the same name.
 */
export function datacenterBudget(datacenter: string, size: number) {
  return { name: `${datacenter}-pdb`, minAvailable: size - 1 };
}

/** Label with the name of Reaper's Deployment. */
export const reaperLabel = 'k8ssandra.io/reaper';

/** Name of Reaper's Deployment: `pkg/reaper/resource.go` of K8ssandra. */
export function reaperName(cluster: string, datacenter: string): string {
  return `${cluster}-${datacenter}-reaper`;
}

/** Labels of Reaper's pod: `pkg/reaper/labels.go` of K8ssandra. */
export function reaperPods(cluster: string, datacenter: string): PodLabels {
  return {
    'app.kubernetes.io/name': 'k8ssandra-operator',
    'app.kubernetes.io/part-of': 'k8ssandra',
    'app.kubernetes.io/component': 'reaper',
    'app.kubernetes.io/managed-by': 'k8ssandra-operator',
    [reaperLabel]: reaperName(cluster, datacenter),
  };
}

/** Name of the Service of a datacenter's nodes: `GetDatacenterServiceName` in the file of {@link cassandraPorts}. */
export function datacenterService(cluster: string, datacenter: string): string {
  return `${cluster}-${datacenter}-service`;
}

/** Name of the Service of all nodes of a datacenter, those that are not ready too: `GetAllPodsServiceName` in that file. */
export function allPodsService(cluster: string, datacenter: string): string {
  return `${cluster}-${datacenter}-all-pods-service`;
}

/**
 * Services of a datacenter, with their ports; none is given for those between nodes: `pkg/reconciliation` of cass-operator.
 * That of seeds belongs to the cluster.
 */
export function cassandraServices(
  cluster: string,
  datacenter: string,
): Readonly<Record<string, readonly number[] | undefined>> {
  const { cql, management, metrics } = cassandraPorts;
  return {
    [datacenterService(cluster, datacenter)]: [cql, 9142, management, 9103, metrics],
    [allPodsService(cluster, datacenter)]: undefined,
    [`${cluster}-seed-service`]: undefined,
    [`${cluster}-${datacenter}-additional-seed-service`]: undefined,
  };
}

/** Name of the Secret with the superuser's account, with the keys `username` and `password`: `pkg/secret/replicated.go`. */
export function cassandraSuperuser(cluster: string): string {
  return `${cluster}-superuser`;
}

/**
 * Secrets with accounts, like {@link cassandraSuperuser}: that one, and those of what `spec` of a cluster asks for, by
 * `pkg/medusa/reconcile.go` and `pkg/reaper/secrets.go` of K8ssandra.
 */
export function cassandraAccounts(
  cluster: string,
  spec: { readonly medusa?: unknown; readonly reaper?: unknown } | undefined,
): readonly string[] {
  return [
    cassandraSuperuser(cluster),
    ...(spec?.medusa === undefined ? [] : [`${cluster}-medusa`]),
    ...(spec?.reaper === undefined ? [] : [`${cluster}-reaper`, `${cluster}-reaper-ui`]),
  ];
}
