import { scrapers } from '../../generators/blocks/monitoring/targets/scrape.ts';
import { dnsRule } from '../../generators/blocks/networking/egress.ts';
import { networks, tcp } from '../../generators/blocks/networking/peers.ts';
import { neverElects } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import { resources } from '../../generators/blocks/operators/pods.ts';
import { priorityClassName } from '../../generators/blocks/priority.ts';
import { here } from '../../generators/blocks/source.ts';
import { priorities } from '../priorities.ts';
import { isPrometheus } from './isPrometheus.ts';

const name = 'kube-state-metrics';
const port = 8080;

/**
 * kube-state-metrics: what the API server knows of pods, workloads, autoscalers and nodes, as metrics. One pod: each
 * further one would report the same again, and shares of it (`autosharding`) are experimental. It reads these kinds and
 * no Secret. Of labels it reports the zones of nodes alone. Values: `charts/kube-state-metrics/values.yaml` of
 * https://github.com/prometheus-community/helm-charts
 */
export const kubeStateMetricsOperator = operator({
  name,
  source: here(import.meta),
  namespace: name,
  groups: [],
  crds: 'none',
  leaders: {
    [name]: neverElects('https://github.com/kubernetes/kube-state-metrics/blob/v2.20.0/pkg/app/server.go'),
  },
  serves: isPrometheus,
  declares: () => [
    operatorMetrics({ name, namespace: name }, { 'app.kubernetes.io/name': name }, { port, honorLabels: true }),
  ],
  values: ({ fleet, cluster }) => ({
    replicas: 1,
    prometheusScrape: false,
    collectors: ['deployments', 'horizontalpodautoscalers', 'jobs', 'nodes', 'pods', 'statefulsets'],
    metricLabelsAllowlist: ['nodes=[topology.kubernetes.io/zone]'],
    networkPolicy: {
      enabled: true,
      ingress: [{ from: scrapers(cluster), ports: [tcp(port)] }],
      egress: [
        dnsRule(cluster),
        { to: networks(cluster.controlPlane.networks), ports: [tcp(cluster.controlPlane.port)] },
      ],
    },
    priorityClassName: priorityClassName(fleet.name, priorities.monitoring),
    resources: resources('50m', '256Mi'),
  }),
});
