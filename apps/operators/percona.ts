import { electsByDefault, electsByFlag } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import { preferZones, replicas, resources, restrictedContainer } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import type { OperatorInputs } from '../../generators/model/operator.ts';

/**
 * Percona Operator for MySQL, based on Percona Server. Its chart sets the container's security context itself, without
 * seccomp profile and dropped capabilities: so the namespace has the baseline standard. Values:
 * `charts/ps-operator/values.yaml` of https://github.com/percona/percona-helm-charts
 */
export const perconaMysqlOperator = operator({
  name: 'ps-operator',
  source: here(import.meta),
  namespace: 'percona-mysql',
  podSecurity: 'baseline',
  groups: ['ps.percona.com'],
  crds: 'unprunable',
  leaders: { 'ps-operator': electsByFlag('--leader-elect') },
  values: (inputs) => common(inputs, 'ps-operator'),
});

/**
 * Percona Operator for MongoDB. Values: `charts/psmdb-operator/values.yaml` of
 * https://github.com/percona/percona-helm-charts
 */
export const perconaMongodbOperator = operator({
  name: 'psmdb-operator',
  source: here(import.meta),
  namespace: 'percona-mongodb',
  groups: ['psmdb.percona.com'],
  crds: 'unprunable',
  leaders: {
    'psmdb-operator': electsByDefault(
      'https://github.com/percona/percona-server-mongodb-operator/blob/v1.22.0/cmd/manager/main.go',
    ),
  },
  declares: () => [
    operatorMetrics(
      { name: 'psmdb-operator', namespace: 'percona-mongodb' },
      { 'app.kubernetes.io/name': 'psmdb-operator' },
      { port: 8080 },
    ),
  ],
  values: (inputs) => ({
    ...common(inputs, 'psmdb-operator'),
    podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    securityContext: restrictedContainer,
  }),
});

/** Neither chart has a key for a priority class, a disruption budget or spread constraints. */
function common(inputs: OperatorInputs, label: string) {
  return {
    replicaCount: replicas(inputs),
    watchNamespace: inputs.namespaces.join(','),
    watchAllNamespaces: false,
    disableTelemetry: true,
    resources: resources('100m', '512Mi'),
    affinity: preferZones(label),
  };
}
