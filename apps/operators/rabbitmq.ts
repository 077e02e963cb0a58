import { scrapers } from '../../generators/blocks/monitoring/targets/scrape.ts';
import { tcp } from '../../generators/blocks/networking/peers.ts';
import { electsByDefault, electsByFlag } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import { oneAtATime, replicas, resources, spreadOverZones } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import type { OperatorInputs } from '../../generators/model/operator.ts';
import { rabbitmqNamespace } from '../../generators/upstream/rabbitmq.ts';
import { certManagerOperator } from './certManager.ts';
import { operatorPriority } from './priority.ts';

const name = 'rabbitmq-cluster-operator';
const metricsPort = 9782;

/**
 * RabbitMQ's two operators: one for clusters, one for their topology (queues, users, permissions). The project itself
 * publishes manifests and no chart (https://www.rabbitmq.com/kubernetes/operator/install-operator); this chart is
 * CloudPirates', with the project's own images by digest. Values: `charts/rabbitmq-cluster-operator/values.yaml` of
 * https://github.com/CloudPirates-io/helm-charts
 */
export const rabbitmqOperator = operator({
  name,
  source: here(import.meta),
  namespace: rabbitmqNamespace,
  groups: ['rabbitmq.com'],
  requires: [certManagerOperator.name],
  crds: 'unprunable',
  leaders: {
    [name]: electsByDefault('https://github.com/rabbitmq/cluster-operator/blob/v2.22.4/cmd/main.go'),
    [`${name}-rabbitmq-messaging-topology-operator`]: electsByFlag('--leader-elect'),
  },
  declares: () => [
    operatorMetrics(
      { name, namespace: rabbitmqNamespace },
      { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'rabbitmq-operator' },
      { port: metricsPort },
    ),
  ],
  values: (inputs) => ({
    useCertManager: true,
    clusterOperator: pods(inputs, metricsPort),
    msgTopologyOperator: { enabled: true, ...pods(inputs, 8443) },
  }),
});

/** @param metrics port that the chart's NetworkPolicy opens to nobody */
function pods(inputs: OperatorInputs, metrics: number) {
  return {
    watchAllNamespaces: false,
    watchNamespaces: inputs.namespaces,
    replicaCount: replicas(inputs),
    priorityClassName: operatorPriority(inputs),
    resources: resources('100m', '256Mi'),
    // The chart's schema wants a string here, and writes the number.
    pdb: { create: true, maxUnavailable: String(oneAtATime.maxUnavailable) },
    topologySpreadConstraints: spreadOverZones(name),
    networkPolicy: {
      extraIngress: [{ from: scrapers(inputs.cluster), ports: [tcp(metrics)] }],
    },
  };
}
