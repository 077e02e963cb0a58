import { electsByDefault } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import { restrictedContainer } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import { perconaValues } from './perconaValues.ts';

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
    ...perconaValues(inputs, 'psmdb-operator'),
    podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    securityContext: restrictedContainer,
  }),
});
