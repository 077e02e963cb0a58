import { allServe, electsByFlag } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import {
  neverPruned,
  oneAtATime,
  replicas,
  resources,
  spreadOverZones,
} from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import { kedaNamespace } from '../../generators/upstream/keda.ts';
import { operatorPriority } from './priority.ts';

const names = {
  operator: 'keda-operator',
  metricsServer: 'keda-operator-metrics-apiserver',
  webhooks: 'keda-admission-webhooks',
} as const;

/**
 * KEDA: scales apps by metrics of Prometheus and queues. One pod of the operator is the leader; without one, HPAs of
 * ScaledObjects do not scale. Values: `keda/values.yaml` of https://github.com/kedacore/charts
 */
export const kedaOperator = operator({
  name: 'keda',
  source: here(import.meta),
  namespace: kedaNamespace,
  groups: ['keda.sh', 'eventing.keda.sh'],
  crds: 'annotated',
  leaders: {
    [names.operator]: electsByFlag('--leader-elect'),
    [names.metricsServer]: allServe,
    [names.webhooks]: allServe,
  },
  values: (inputs) => ({
    crds: { install: true, additionalAnnotations: neverPruned },
    watchNamespace: inputs.namespaces.join(','),
    // By default it asks the registry whenever a pod starts: without one, no pod would.
    image: { pullPolicy: 'IfNotPresent' },
    priorityClassName: operatorPriority(inputs),
    operator: { name: names.operator, replicaCount: replicas(inputs) },
    metricsServer: { replicaCount: replicas(inputs) },
    webhooks: { name: names.webhooks, replicaCount: replicas(inputs) },
    resources: {
      operator: resources('100m', '512Mi'),
      metricServer: resources('50m', '256Mi'),
      webhooks: resources('25m', '128Mi'),
    },
    podDisruptionBudget: { operator: oneAtATime, metricServer: oneAtATime, webhooks: oneAtATime },
    topologySpreadConstraints: {
      operator: spreadOverZones(names.operator),
      metricsServer: spreadOverZones(names.metricsServer),
      webhooks: spreadOverZones(names.webhooks),
    },
    enableServiceLinks: false,
  }),
});
