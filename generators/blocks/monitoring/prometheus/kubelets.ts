import type { IPrometheus } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/Prometheus';
import type { IScrapeConfig } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/ScrapeConfig';
import { type Resource, resource } from '../../../model/resource.ts';
import { cadvisor } from '../../../upstream/metrics/cadvisor.ts';
import { kubelet } from '../../../upstream/metrics/kubelet.ts';
import type { MetricSource } from '../../../upstream/metrics/metricSource.ts';
import { scrapeSeconds } from '../targets/window.ts';
import type { PrometheusSystem } from './system.ts';

/** Port of every kubelet: https://kubernetes.io/docs/reference/networking/ports-and-protocols/ */
export const kubeletPort = 10250;

const scrapeClass = 'kubelets';
const account = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Class of scrapes that show the token of Prometheus' account, to those alone whose certificate is from the authority of
 * the cluster. A ScrapeConfig itself can name neither file. Certificates of kubelets are from this authority on EKS
 * (https://docs.aws.amazon.com/eks/latest/userguide/cert-signing.html), GKE
 * (https://cloud.google.com/kubernetes-engine/docs/concepts/cluster-trust) and AKS
 * (https://learn.microsoft.com/azure/aks/certificate-rotation#kubelet-serving-certificate-rotation); metrics-server wants
 * the same. Where kubelets sign their own, as kubeadm has them by default, targets are down until they have
 * `serverTLSBootstrap`:
 * https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/#kubelet-serving-certs
 */
export const scrapeClasses: NonNullable<IPrometheus['spec']>['scrapeClasses'] = [
  {
    name: scrapeClass,
    tlsConfig: { caFile: `${account}/ca.crt` },
    authorization: { credentialsFile: `${account}/token` },
  },
];

/**
 * ScrapeConfigs of all nodes: what cAdvisor says of containers and the kubelet of volumes. Their labels `namespace`, `pod`
 * and `container` are those of what they speak of; `up` has the namespace of the nodes' own pods.
 * https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.ScrapeConfig
 */
export function kubeletScrapes(system: Pick<PrometheusSystem, 'owner' | 'labels'>): Resource[] {
  return [scrape('kubelet', '/metrics', kubelet, system), scrape('cadvisor', '/metrics/cadvisor', cadvisor, system)];
}

function scrape(
  name: string,
  metricsPath: string,
  { metrics }: MetricSource,
  { owner, labels }: Pick<PrometheusSystem, 'owner' | 'labels'>,
): Resource {
  return resource<IScrapeConfig>({
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'ScrapeConfig',
    metadata: { name, namespace: owner.namespace, labels },
    spec: {
      jobName: name,
      scrapeClass,
      kubernetesSDConfigs: [{ role: 'Node' }],
      scheme: 'HTTPS',
      metricsPath,
      scrapeInterval: `${scrapeSeconds}s`,
      honorLabels: true,
      relabelings: [
        { sourceLabels: ['__meta_kubernetes_node_name'], targetLabel: 'node', action: 'replace' },
        {
          sourceLabels: ['__meta_kubernetes_node_label_topology_kubernetes_io_zone'],
          targetLabel: 'zone',
          action: 'replace',
        },
        { replacement: 'kube-system', targetLabel: 'namespace', action: 'replace' },
      ],
      metricRelabelings: [{ sourceLabels: ['__name__'], regex: Object.keys(metrics).sort().join('|'), action: 'keep' }],
    },
  });
}
