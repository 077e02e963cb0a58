import type { IEmbeddedPersistentVolumeClaim } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/EmbeddedPersistentVolumeClaim';
import type { IPrometheus } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/Prometheus';
import { bytes, canonicalBytes, canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { requireZones } from '../../data/shared/zonePlacement.ts';
import { selectorOf } from '../../labels.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { zonalStorage } from '../../platform/storageClass.ts';
import { scrapeSeconds } from '../targets/window.ts';
import { scrapeClasses } from './kubelets.ts';
import { remoteWrites } from './remoteWrite.ts';
import type { PrometheusSystem } from './system.ts';

/** Replicas: two where there are zones to lose, and each reads all targets and keeps all series. */
export function prometheusReplicas({ inputs }: Pick<PrometheusSystem, 'inputs'>): number {
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
  const size = {
    cpu: canonicalCpu(milliCpu(settings.resources.cpu)),
    memory: canonicalBytes(bytes(settings.resources.memory)),
  };
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
      storage: {
        // The published type wants a kind here, which the CRD does not.
        volumeClaimTemplate: {
          spec: {
            storageClassName: zonalStorage,
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: canonicalBytes(bytes(settings.storage)) } },
          },
        } as unknown as IEmbeddedPersistentVolumeClaim,
      },
      resources: { requests: size, limits: { memory: size.memory } },
      affinity: requireZones(inputs.cluster, replicas, selectorOf(owner.name)),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65532,
        runAsGroup: 65532,
        fsGroup: 65532,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    },
  });
}
