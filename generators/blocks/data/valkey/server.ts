import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { type Resource, resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { configChecksum } from '../../workload/configMap.ts';
import { podSecurity } from '../../workload/security.ts';
import { spread } from '../../workload/spread.ts';
import { metadataOf } from '../shared/system.ts';
import { volumeClaim } from '../shared/volumeClaim.ts';
import { requireZones } from '../shared/zonePlacement.ts';
import { callersKnown } from './callers.ts';
import type { ConfigFiles } from './configMap.ts';
import { valkeyContainers, valkeyScratch } from './containers.ts';
import { membersName } from './names.ts';
import type { ValkeySystem } from './system.ts';

/**
 * StatefulSet of the members, each with a server, a Sentinel and an exporter. Pods start in parallel, because none is
 * ready without the others. A rollout replaces one after the other: the next one when the last has its copy again and
 * the Sentinels have had time to see it. Without a volume, a member's data lives as long as its pod.
 */
export function valkeyServer(system: ValkeySystem, config: ConfigFiles): Resource {
  const { app, inputs, hosts, labels, priorityClassName } = system;
  const { storage } = system.settings;
  return resource<IStatefulSet>({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { ...metadataOf(system), annotations: annotationsOf(system) },
    spec: {
      replicas: hosts.length,
      serviceName: membersName(app),
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
      // A Sentinel that starts looks for the other Sentinels, and again after ten seconds.
      minReadySeconds: 15,
      revisionHistoryLimit: 3,
      persistentVolumeClaimRetentionPolicy: storage ? { whenDeleted: 'Retain', whenScaled: 'Retain' } : undefined,
      selector: { matchLabels: selectorOf(app.name) },
      template: {
        metadata: {
          labels: { ...labels },
          annotations: { 'checksum/config': configChecksum({ config: config.data }) },
        },
        spec: {
          serviceAccountName: app.name,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName,
          // Up to 25 s for the hand-over, 15 s more in `preStop`, then up to 10 s in which replicas catch up.
          terminationGracePeriodSeconds: 60,
          securityContext: podSecurity({ user: 999, group: 1000 }),
          affinity: requireZones(inputs.cluster, hosts.length, selectorOf(app.name)),
          topologySpreadConstraints: spread(app.name, 'controller-revision-hash'),
          // A name that does not resolve blocks a Sentinel. After two seconds it would enter TILT mode and start no
          // failover.
          dnsConfig: { options: [{ name: 'timeout', value: '1' }] },
          containers: valkeyContainers(system),
          volumes: [
            { name: 'config', configMap: { name: app.name, defaultMode: 0o444 } },
            ...Object.entries(valkeyScratch(system)).map(([name, sizeLimit]) => ({ name, emptyDir: { sizeLimit } })),
          ],
        },
      },
      volumeClaimTemplates: storage ? [volumeClaim('data', storage)] : undefined,
    },
  });
}

/** Annotations of the StatefulSet. Absent without any. */
function annotationsOf(system: ValkeySystem): Record<string, string> | undefined {
  const annotations = {
    ...(system.settings.storage && confirmRemoval),
    ...(system.hosts.length === 1 && callersKnown(system)),
  };
  return Object.keys(annotations).length > 0 ? annotations : undefined;
}
