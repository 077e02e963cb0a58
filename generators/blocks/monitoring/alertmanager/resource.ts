import type { IAlertmanager } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/Alertmanager';
import { type Resource, resource } from '../../../model/resource.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { members } from '../shared/members.ts';
import { templatesOf } from './config.ts';
import type { AlertmanagerSystem } from './system.ts';

/**
 * Replicas: one in each zone, three at most. Each has all alerts from Prometheus, and sends what no other says it has
 * sent: without the others a message may come twice, and none is lost.
 * https://prometheus.io/docs/alerting/latest/high_availability/
 */
function alertmanagerReplicas({ inputs }: Pick<AlertmanagerSystem, 'inputs'>): number {
  return Math.min(3, inputs.cluster.zones.length);
}

/** Alertmanager, named like its pods. Its volume holds silences and what was sent. */
export function alertmanagerResource(system: AlertmanagerSystem): Resource {
  const { owner, labels, version, image } = system;
  const replicas = alertmanagerReplicas(system);
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
      ...members(system, replicas, 65534),
    },
  });
}
