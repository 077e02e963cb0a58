import type { IAlertmanager } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/Alertmanager';
import type { IPodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import type { IPrometheus } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/Prometheus';
import type { IPrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import type { IServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import type { IStorageSpec } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/StorageSpec';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { type Resource, resource } from '../../generators/model/resource.ts';
import { networkPolicy, service } from './api.ts';
import { database, databaseNetworkPolicy } from './database.ts';
import { completeWith } from './gateways.ts';
import { accountOf, dataMetadataOf, dns, metadataOf, openTo, peerOf } from './parts.ts';
import { namespaceObjects } from './platform.ts';
import { withField } from './withField.ts';
import { scaledObject } from './worker.ts';

const digest = 'sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';
// The types want the name of a kind here that no API serves; the CRD wants none.
const storage = {
  volumeClaimTemplate: {
    spec: { storageClassName: 'zonal-ssd', resources: { requests: { storage: '10Gi' } } },
  },
} as unknown as IStorageSpec;

/** Takes every monitor of every namespace, and sends alerts to the Alertmanager. */
export const prometheus = resource<IPrometheus>({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Prometheus',
  metadata: dataMetadataOf('prometheus', 'monitoring'),
  spec: {
    replicas: 2,
    image: `quay.io/prometheus/prometheus:v3.13.1@${digest}`,
    serviceAccountName: 'prometheus',
    priorityClassName: 'standard',
    resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } },
    serviceMonitorSelector: {},
    serviceMonitorNamespaceSelector: {},
    podMonitorSelector: {},
    podMonitorNamespaceSelector: {},
    storage,
    alerting: { alertmanagers: [{ namespace: 'monitoring', name: 'alertmanager-operated', port: 'web' }] },
  },
});

/** Tells people. */
export const alertmanager = resource<IAlertmanager>({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Alertmanager',
  metadata: dataMetadataOf('alertmanager', 'monitoring'),
  spec: {
    replicas: 2,
    image: `quay.io/prometheus/alertmanager:v0.33.1@${digest}`,
    priorityClassName: 'standard',
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '128Mi' } },
    storage,
  },
});

/** How the numbers of `api` are read, on a port of its Service. */
export const serviceMonitor = resource<IServiceMonitor>({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: metadataOf('api', 'backend'),
  spec: {
    selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
    endpoints: [{ port: 'metrics', interval: '15s' }],
  },
});

/** How those of the database are read, on a port of pods that its operator makes. */
export const podMonitor = resource<IPodMonitor>({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: metadataOf('users', 'data'),
  spec: {
    selector: { matchLabels: { 'cnpg.io/cluster': database.metadata.name } },
    podMetricsEndpoints: [{ portNumber: 9187 }],
  },
});

/** The Service of `api`, with the port that is read. */
export const scrapedService = withField(service, 'spec.ports[1]', {
  name: 'metrics',
  port: 9090,
  targetPort: 'metrics',
  protocol: 'TCP',
});

const reader = peerOf('prometheus', 'monitoring');

/** Lets Prometheus in besides. */
export const scrapedPolicy = withField(networkPolicy, 'spec.ingress[1]', openTo(reader, 9090));

/** Lets Prometheus out to what it reads, and to the Alertmanager. */
export const prometheusPolicy = resource<INetworkPolicy>({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: metadataOf('prometheus', 'monitoring'),
  spec: {
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
    policyTypes: ['Ingress', 'Egress'],
    egress: [
      dns,
      { to: [peerOf('api', 'backend')], ports: [{ protocol: 'TCP', port: 9090 }] },
      {
        to: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } },
            podSelector: { matchLabels: { 'cnpg.io/cluster': 'users' } },
          },
        ],
        ports: [{ protocol: 'TCP', port: 9187 }],
      },
      { to: [peerOf('alertmanager', 'monitoring')], ports: [{ protocol: 'TCP', port: 9093 }] },
    ],
  },
});

const alertmanagerPolicy = resource<INetworkPolicy>({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: metadataOf('alertmanager', 'monitoring'),
  spec: {
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'alertmanager' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [openTo(reader, 9093)],
    egress: [dns],
  },
});

/** A rule of Prometheus that alerts on a query. */
export function alertingOn(expr: string): Resource {
  return resource<IPrometheusRule>({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: metadataOf('alerts', 'monitoring'),
    spec: { groups: [{ name: 'alerts', rules: [{ alert: 'Wrong', expr }] }] },
  });
}

/** A scaler of `worker` that asks Prometheus too. */
export function scalingOn(query: string): Resource {
  return withField(scaledObject, 'spec.triggers[1]', {
    type: 'prometheus',
    metadata: { serverAddress: 'http://prometheus.elsewhere.example.com', query, threshold: '80' },
  });
}

/** The complete set, whose numbers a Prometheus reads. */
export const withPrometheus: readonly Resource[] = completeWith(
  ...namespaceObjects('monitoring'),
  accountOf('prometheus', 'monitoring'),
  prometheus,
  prometheusPolicy,
  alertmanager,
  alertmanagerPolicy,
  scrapedService,
  scrapedPolicy,
  serviceMonitor,
  podMonitor,
  withField(databaseNetworkPolicy, 'spec.ingress', [openTo(reader, 9187)]),
);
