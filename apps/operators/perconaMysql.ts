import { electsByFlag } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { here } from '../../generators/blocks/source.ts';
import { perconaValues } from './perconaValues.ts';

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
  values: (inputs) => perconaValues(inputs, 'ps-operator'),
});
