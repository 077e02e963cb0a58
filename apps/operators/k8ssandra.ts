import { operator } from '../../generators/blocks/operators/operator.ts';
import { replicas, resources, restrictedContainer } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import { k8ssandraNamespace } from '../../generators/upstream/k8ssandra.ts';
import { certManagerOperator } from './certManager.ts';

/**
 * K8ssandra: Cassandra with repairs and backups; its chart includes cass-operator, which runs the nodes, and requires
 * cert-manager. CRDs come from the chart and change with it: the job that its chart would start for that, with rights
 * over all CRDs, is disabled. The chart has no keys for priority class, disruption budget and placement. Values:
 * `charts/k8ssandra-operator/values.yaml` of https://github.com/k8ssandra/k8ssandra-operator and
 * `charts/cass-operator/values.yaml` of https://github.com/k8ssandra/k8ssandra
 */
export const k8ssandraOperator = operator({
  name: 'k8ssandra-operator',
  source: here(import.meta),
  namespace: k8ssandraNamespace,
  groups: [
    'k8ssandra.io',
    'config.k8ssandra.io',
    'control.k8ssandra.io',
    'medusa.k8ssandra.io',
    'reaper.k8ssandra.io',
    'replication.k8ssandra.io',
    'stargate.k8ssandra.io',
    'cassandra.datastax.com',
  ],
  requires: [certManagerOperator.name],
  crds: 'unprunable',
  values: (inputs) => ({
    global: { clusterScoped: true, clusterScopedResources: true },
    replicaCount: replicas(inputs),
    image: { tag: `v${inputs.version}` },
    disableCrdUpgraderJob: true,
    resources: resources('100m', '256Mi'),
    ...security,
    'cass-operator': { replicaCount: replicas(inputs), resources: resources('100m', '256Mi'), ...security },
  }),
});

const security = {
  podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  securityContext: { ...restrictedContainer, runAsUser: 65534, runAsGroup: 65534 },
};
