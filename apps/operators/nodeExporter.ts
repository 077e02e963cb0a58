import { allServe } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import { resources } from '../../generators/blocks/operators/pods.ts';
import { priorityClassName } from '../../generators/blocks/priority.ts';
import { here } from '../../generators/blocks/source.ts';
import { priorities } from '../priorities.ts';
import { isPrometheus } from './isPrometheus.ts';

const name = 'node-exporter';
const port = 9100;

/**
 * node-exporter: processors, memory, disks and networks of each node. It reads the files of its node and listens on the
 * node's own address, which the Pod Security Standard forbids everywhere else: so it has a namespace of its own, with
 * nothing else in it. It changes nothing there and has no token. NetworkPolicies do not apply to it: who reaches a node
 * reaches its metrics. Values: `charts/prometheus-node-exporter/values.yaml` of
 * https://github.com/prometheus-community/helm-charts
 */
export const nodeExporterOperator = operator({
  name,
  source: here(import.meta),
  namespace: name,
  podSecurity: 'privileged',
  groups: [],
  crds: 'none',
  leaders: { [name]: allServe },
  serves: isPrometheus,
  declares: () => [
    operatorMetrics({ name, namespace: name }, { 'app.kubernetes.io/name': name }, { port, onNode: true }),
  ],
  values: ({ fleet }) => ({
    nameOverride: name,
    fullnameOverride: name,
    service: { enabled: false, port },
    securityContext: {
      fsGroup: 65534,
      runAsGroup: 65534,
      runAsNonRoot: true,
      runAsUser: 65534,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containerSecurityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
    priorityClassName: priorityClassName(fleet.name, priorities.monitoring),
    resources: resources('25m', '64Mi'),
  }),
});
