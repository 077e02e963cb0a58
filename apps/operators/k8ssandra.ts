import { neverElects } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import { resources, restrictedContainer } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import { k8ssandraNamespace } from '../../generators/upstream/k8ssandra.ts';
import { certManagerOperator } from './certManager.ts';

const name = 'k8ssandra-operator';

/**
 * K8ssandra: Cassandra with repairs and backups; its chart includes cass-operator, which runs the nodes, and requires
 * cert-manager. CRDs come from the chart and change with it: the job that its chart would start for that, with rights
 * over all CRDs, stays off. Neither program elects a leader unless it gets a flag that no value of the charts can pass
 * (https://github.com/k8ssandra/k8ssandra-operator/issues/1723), so one pod of each runs: two would start and restart nodes of the same ring at the same time. While it is away no
 * object of its kinds can be changed; Cassandra serves on. The chart has no keys for priority class, disruption budget
 * and placement.
 * Values: `charts/k8ssandra-operator/values.yaml` of https://github.com/k8ssandra/k8ssandra-operator and
 * `charts/cass-operator/values.yaml` of https://github.com/k8ssandra/k8ssandra
 */
export const k8ssandraOperator = operator({
  name,
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
  leaders: {
    [name]: neverElects('https://github.com/k8ssandra/k8ssandra-operator/blob/v1.32.5/main.go'),
    [`${name}-cass-operator`]: neverElects('https://github.com/k8ssandra/cass-operator/blob/v1.30.3/cmd/main.go'),
  },
  // The other operator of the chart shows its metrics inside its own pod alone.
  declares: () => [
    operatorMetrics(
      { name: 'cass-operator', namespace: k8ssandraNamespace },
      { 'app.kubernetes.io/name': 'cass-operator' },
      { port: 8080 },
    ),
  ],
  values: (inputs) => ({
    global: { clusterScoped: true, clusterScopedResources: true, watchNamespaces: inputs.namespaces },
    replicaCount: 1,
    image: { tag: `v${inputs.version}` },
    disableCrdUpgraderJob: true,
    resources: resources('100m', '256Mi'),
    ...security,
    'cass-operator': {
      replicaCount: 1,
      resources: resources('100m', '256Mi'),
      // In a new cluster cert-manager comes in the same wave: until it serves its kinds nothing could be rendered.
      disableCertManagerCheck: true,
      ...security,
    },
  }),
});

const security = {
  podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  securityContext: { ...restrictedContainer, runAsUser: 65534, runAsGroup: 65534 },
};
