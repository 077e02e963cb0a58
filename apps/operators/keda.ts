import { byDigest } from '../../generators/blocks/operators/byDigest.ts';
import { allServe, electsByFlag } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
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

const chart = '2.20.2';

/**
 * Images of KEDA 2.20.2. Digests as in https://github.com/GlueOps/platform-helm-chart-platform (`README.md`, version
 * 0.79.2) and https://github.com/gabrielanhaia/the-ai-engineers-library-examples (`docs/versions.md`).
 */
const images = {
  operator: '2.20.2@sha256:fe74c7b8849586a67ad2201bcb89e7f5ac221ff90399ecaa8fd28427f1ef11e6',
  metricsServer: '2.20.2@sha256:27286536a8a775aeeee37a7e343f8ecebb27ebf680ee1181a4f99e82eefb253b',
  webhooks: '2.20.2@sha256:41f74102aba7959c6e8d08b433ab8a5fd6cae7c5646c78f7fe3de40a52df3439',
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
  declares: () => [
    operatorMetrics(
      { name: names.operator, namespace: kedaNamespace },
      { 'app.kubernetes.io/name': names.operator },
      { port: 8080, honorLabels: true },
    ),
    operatorMetrics(
      { name: names.metricsServer, namespace: kedaNamespace },
      { 'app.kubernetes.io/name': names.metricsServer },
      { port: 8080 },
    ),
  ],
  values: (inputs) => ({
    crds: { install: true, additionalAnnotations: neverPruned },
    watchNamespace: inputs.namespaces.join(','),
    prometheus: { operator: { enabled: true } },
    image: {
      // By default it asks the registry whenever a pod starts: without one, no pod would.
      pullPolicy: 'IfNotPresent',
      keda: byDigest(inputs, chart, images.operator),
      metricsApiServer: byDigest(inputs, chart, images.metricsServer),
      webhooks: byDigest(inputs, chart, images.webhooks),
    },
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
