import type { IPrometheus } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/Prometheus';
import { bytes } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { members } from '../shared/members.ts';
import { scrapeSeconds } from '../targets/window.ts';
import { scrapeClasses } from './kubelets.ts';
import { remoteWrites } from './remoteWrite.ts';
import type { PrometheusSystem } from './system.ts';

/** Replicas: two where there are zones to lose, and each reads all targets and keeps all series. */
function prometheusReplicas({ inputs }: Pick<PrometheusSystem, 'inputs'>): number {
  return inputs.cluster.zones.length > 1 ? 2 : 1;
}

/**
 * Prometheus, named like its pods. It takes monitors and rules of this backend alone, from namespaces of this backend.
 * A volume that is full stops it, so series may have four fifths: the rest is for the write-ahead log and compaction,
 * https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects
 */
export function prometheusResource(system: PrometheusSystem): Resource {
  const { owner, labels, inputs, settings, version, image } = system;
  const replicas = prometheusReplicas(system);
  const remoteWrite = remoteWrites(system);
  const ours = { matchLabels: { 'app.kubernetes.io/part-of': inputs.fleet.name } };
  const alertmanagers = system.alertmanagers.map((one) => ({ ...one, apiVersion: 'v2' as const }));
  const interval = `${scrapeSeconds}s` as const;
  return resource<IPrometheus>({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { ...owner, labels, annotations: confirmRemoval },
    spec: {
      replicas,
      image,
      version,
      serviceAccountName: owner.name,
      priorityClassName: system.priorityClassName,
      podMetadata: { labels },
      externalLabels: { environment: inputs.environment.name, cluster: inputs.cluster.name },
      scrapeInterval: interval,
      evaluationInterval: interval,
      podMonitorSelector: ours,
      podMonitorNamespaceSelector: ours,
      scrapeConfigSelector: ours,
      scrapeConfigNamespaceSelector: ours,
      scrapeClasses,
      ruleSelector: ours,
      ruleNamespaceSelector: ours,
      ...(alertmanagers.length > 0 && { alerting: { alertmanagers }, serviceDiscoveryRole: 'EndpointSlice' }),
      ...(remoteWrite.length > 0 && { remoteWrite }),
      retention: settings.retention,
      retentionSize: `${Math.floor((bytes(settings.storage) * 0.8) / 2 ** 20)}MiB`,
      ...members(system, replicas, 65532),
    },
  });
}
