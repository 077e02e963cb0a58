import { neverElects } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import { oneAtATime, resources } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import {
  prometheusOperatorName as name,
  prometheusOperatorNamespace,
  prometheusOperatorPods,
  prometheusOperatorPort,
  reloaderResources,
} from '../../generators/upstream/prometheusOperator.ts';
import { certManagerOperator } from './certManager.ts';
import { operatorPriority } from './priority.ts';

const off = { enabled: false } as const;

/**
 * prometheus-operator: Prometheus and Alertmanager, and their configuration from monitors and rules. Of the chart, which
 * could bring a whole monitoring system, only the operator and its definitions are installed. The chart has one pod and no
 * key for more, because nothing elects a leader; without it the configuration stays as it is. Its webhooks refuse rules
 * that no Prometheus could load. While that one pod is away rules are let through, and it skips a broken one later: a
 * roll-out of an app never waits for it. cert-manager makes the certificates, so no job of the chart runs. Values:
 * `charts/kube-prometheus-stack/values.yaml` of https://github.com/prometheus-community/helm-charts
 */
export const prometheusOperator = operator({
  name,
  source: here(import.meta),
  namespace: prometheusOperatorNamespace,
  groups: ['monitoring.coreos.com'],
  requires: [certManagerOperator.name],
  crds: 'unprunable',
  leaders: {
    [name]: neverElects('https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/cmd/operator/main.go'),
  },
  declares: () => [
    operatorMetrics({ name, namespace: prometheusOperatorNamespace }, prometheusOperatorPods, {
      port: prometheusOperatorPort,
      tls: true,
    }),
  ],
  values: (inputs) => ({
    // Names of objects and containers: the chart's own would be long and cut off.
    nameOverride: name,
    fullnameOverride: name,
    crds: { enabled: true },
    defaultRules: { create: false },
    alertmanager: off,
    grafana: off,
    kubernetesServiceMonitors: off,
    kubeStateMetrics: off,
    nodeExporter: off,
    prometheus: off,
    prometheusOperator: {
      fullnameOverride: name,
      namespaces: { additional: inputs.namespaces },
      tls: { internalPort: prometheusOperatorPort },
      strategy: { type: 'Recreate' },
      priorityClassName: operatorPriority(inputs),
      resources: resources('100m', '256Mi'),
      // The chart's own `minAvailable` would block the drain of the pod's node.
      podDisruptionBudget: { enabled: true, minAvailable: null, ...oneAtATime },
      admissionWebhooks: { failurePolicy: 'Ignore', certManager: { enabled: true } },
      // Kubelets are discovered as nodes: no Service of theirs has to be kept in kube-system.
      kubeletService: off,
      kubeletEndpointsEnabled: false,
      // Monitors are objects of git.
      serviceMonitor: { selfMonitor: false },
      prometheusConfigReloader: { resources: { requests: reloaderResources, limits: reloaderResources } },
    },
  }),
});
