import type { IEmbeddedPersistentVolumeClaim } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/EmbeddedPersistentVolumeClaim';
import type { IPrometheusSpec } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusSpec';
import type { AppSettings } from '../../../model/inputs.ts';
import { bytes, canonicalBytes, canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { requireZones } from '../../data/shared/zonePlacement.ts';
import { selectorOf } from '../../labels.ts';
import { zonalStorage } from '../../platform/storageClass.ts';
import type { MonitoringSystem } from './system.ts';

/** Settings of the size of each member. */
export interface MemberSize {
  readonly storage: string;
  readonly resources: { readonly cpu: string; readonly memory: string };
}

/**
 * Fields of a Prometheus and of an Alertmanager that say what each member has: a volume of its own, its size, another
 * zone than the others, and no rights on its node.
 * @param user numeric user of the image, and its group
 */
export function members(
  { owner, inputs, settings }: MonitoringSystem<AppSettings & MemberSize>,
  replicas: number,
  user: number,
): Pick<IPrometheusSpec, 'storage' | 'resources' | 'affinity' | 'securityContext'> {
  const memory = canonicalBytes(bytes(settings.resources.memory));
  return {
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
    resources: {
      requests: { cpu: canonicalCpu(milliCpu(settings.resources.cpu)), memory },
      limits: { memory },
    },
    affinity: requireZones(inputs.cluster, replicas, selectorOf(owner.name)),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}
