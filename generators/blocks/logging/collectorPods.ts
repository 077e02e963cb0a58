import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { exceptionAnnotation } from '../../model/exceptions.ts';
import { bytes, canonicalBytes, canonicalCpu, milliCpu } from '../../model/quantity.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { collectorPorts, podLogs } from '../../upstream/openTelemetry.ts';
import { checksum } from '../checksum.ts';
import { goMemoryLimit } from '../goMemoryLimit.ts';
import { selectorOf } from '../labels.ts';
import { filesSecretName } from '../secrets/externalSecret.ts';
import { documentsName } from '../workload/documents.ts';
import { gracePeriodSeconds, preStopSeconds, probes } from '../workload/lifecycle.ts';
import { containerSecurity } from '../workload/security.ts';
import { collectorVariables } from './collectorConfig.ts';
import { authorityFolder, type CollectorSystem } from './collectorSystem.ts';

/** File with the configuration, and its folder. */
const config = { folder: '/etc/otelcol', file: 'config.yaml' } as const;

/** A probe of each kind asks the process alone. */
const health = { port: 'health', path: '/' } as const;

/**
 * DaemonSet of the Collector: one pod on every node, also on nodes with taints. It is user 0, whose files the logs of pods
 * are, but has no capability: it may read what root's file permissions let root read, and write to its own folder alone.
 * The folder of the queue is on the node, so that a new pod goes on where the one before stopped.
 */
export function collectorPods(system: CollectorSystem): Resource {
  const { owner, labels, image } = system;
  return resource<IDaemonSet>({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {
      ...owner,
      labels,
      annotations: {
        'secret.reloader.stakater.com/auto': 'true',
        [exceptionAnnotation('restricted-pods')]:
          'it reads the logs of all pods of its node, which are files of root, in a folder of the node',
      },
    },
    spec: {
      selector: { matchLabels: selectorOf(owner.name) },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '10%' } },
      minReadySeconds: 10,
      revisionHistoryLimit: 3,
      template: {
        metadata: { labels, annotations: { 'checksum/config': checksum(system.config) } },
        spec: {
          serviceAccountName: owner.name,
          automountServiceAccountToken: true,
          enableServiceLinks: false,
          priorityClassName: system.priorityClassName,
          terminationGracePeriodSeconds: gracePeriodSeconds({ drainSeconds: 30 }),
          tolerations: [{ operator: 'Exists' }],
          securityContext: { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: owner.name,
              image,
              imagePullPolicy: 'IfNotPresent',
              // Without the gate, records that are read and not yet in the queue are lost when the process is killed.
              args: [`--config=${config.folder}/${config.file}`, '--feature-gates=stanza.synchronousLogEmitter'],
              ports: ports(system).map((name) => ({ name, containerPort: collectorPorts[name], protocol: 'TCP' })),
              envFrom: [{ secretRef: { name: owner.name } }],
              env: [
                { name: 'GOMEMLIMIT', value: goMemoryLimit(system.settings.resources.memory) },
                { name: collectorVariables.node, valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
              ],
              resources: resourcesOf(system),
              ...probes({ startup: health, readiness: health, liveness: health }),
              // Apps on the node send traces until they have heard that it ends.
              ...(system.settings.traces && { lifecycle: { preStop: { sleep: { seconds: preStopSeconds } } } }),
              securityContext: containerSecurity,
              volumeMounts: volumesOf(system).map(({ mount }) => mount),
            },
          ],
          volumes: volumesOf(system).map(({ volume }) => volume),
        },
      },
    },
  });
}

function ports({ settings }: CollectorSystem) {
  return ['health', 'metrics', ...(settings.traces ? (['otlp'] as const) : [])] as const;
}

function resourcesOf({ settings: { resources } }: CollectorSystem) {
  const cpu = milliCpu(resources.cpu);
  const memory = canonicalBytes(bytes(resources.memory));
  return { requests: { cpu: canonicalCpu(cpu), memory }, limits: { cpu: canonicalCpu(cpu * 10), memory } };
}

interface Mounted {
  readonly volume: IVolume;
  readonly mount: IVolumeMount;
}

function volumesOf({ owner, state, logs }: CollectorSystem): Mounted[] {
  const mounted = (name: string, source: Omit<IVolume, 'name'>, mountPath: string, readOnly = true): Mounted => ({
    volume: { name, ...source },
    mount: { name, mountPath, ...(readOnly && { readOnly }) },
  });
  const items = [{ key: config.file, path: config.file }];
  const authority = [{ key: 'ca.crt', path: 'ca.crt' }];
  return [
    mounted('logs', { hostPath: { path: podLogs, type: 'Directory' } }, podLogs),
    mounted('state', { hostPath: { path: state, type: 'DirectoryOrCreate' } }, state, false),
    mounted('config', { configMap: { name: documentsName(owner.name), items, defaultMode: 0o444 } }, config.folder),
    ...(logs.authority
      ? [
          mounted(
            'elasticsearch',
            { secret: { secretName: filesSecretName(owner.name), items: authority, defaultMode: 0o440 } },
            authorityFolder,
          ),
        ]
      : []),
  ];
}
