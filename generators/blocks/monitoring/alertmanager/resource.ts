import type { IAlertmanager } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/Alertmanager';
import type { IEmbeddedPersistentVolumeClaim } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/EmbeddedPersistentVolumeClaim';
import { bytes, canonicalBytes, canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { requireZones } from '../../data/shared/zonePlacement.ts';
import { selectorOf } from '../../labels.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { zonalStorage } from '../../platform/storageClass.ts';
import { templatesOf } from './config.ts';
import type { AlertmanagerSystem } from './system.ts';

/**
 * Replicas: one in each zone, three at most. Each has all alerts from Prometheus, and sends what no other says it has
 * sent: without the others a message may come twice, and none is lost.
 * https://prometheus.io/docs/alerting/latest/high_availability/
 */
export function alertmanagerReplicas({ inputs }: Pick<AlertmanagerSystem, 'inputs'>): number {
  return Math.min(3, inputs.cluster.zones.length);
}

/** Alertmanager, named like its pods. Its volume holds silences and what was sent. */
export function alertmanagerResource(system: AlertmanagerSystem): Resource {
  const { owner, labels, inputs, settings, version, image } = system;
  const replicas = alertmanagerReplicas(system);
  const size = {
    cpu: canonicalCpu(milliCpu(settings.resources.cpu)),
    memory: canonicalBytes(bytes(settings.resources.memory)),
  };
  return resource<IAlertmanager>({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Alertmanager',
    metadata: { ...owner, labels, annotations: confirmRemoval },
    spec: {
      replicas,
      image,
      version,
      serviceAccountName: owner.name,
      automountServiceAccountToken: false,
      priorityClassName: system.priorityClassName,
      podMetadata: { labels },
      alertmanagerConfiguration: { name: owner.name, templates: [{ configMap: templatesOf(system) }] },
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
        runAsUser: 65534,
        runAsGroup: 65534,
        fsGroup: 65534,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    },
  });
}
