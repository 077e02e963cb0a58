import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Inputs } from '../../../model/inputs.ts';
import { canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { goMemoryLimit } from '../../goMemoryLimit.ts';
import { selectorOf } from '../../labels.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { credentialsName } from '../../secrets/systemCredentials.ts';
import { configChecksum } from '../../workload/configMap.ts';
import { gracePeriodSeconds, preStopSeconds } from '../../workload/lifecycle.ts';
import { priorityClassName } from '../../workload/pod.ts';
import { containerSecurity, podSecurity } from '../../workload/security.ts';
import { volumeClaim } from '../shared/volumeClaim.ts';
import type { BucketRules } from './bucket.ts';
import { seaweedfsPorts, seaweedfsRegion } from './names.ts';
import type { SeaweedfsSettings, SeaweedfsSystem } from './system.ts';

/** The server and its volume. One pod: two would be two servers with nothing in common. */
export function seaweedfsServer(
  system: SeaweedfsSystem,
  settings: SeaweedfsSettings,
  rules: BucketRules,
  inputs: Inputs,
): Resource {
  const { app, labels } = system;
  return resource<IStatefulSet>({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: app.name, namespace: app.tier, labels, annotations: confirmRemoval },
    spec: {
      replicas: 1,
      serviceName: app.name,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate' },
      revisionHistoryLimit: 3,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      selector: { matchLabels: selectorOf(app.name) },
      template: {
        metadata: { labels: { ...labels }, annotations: { 'checksum/config': configChecksum({ config: rules.data }) } },
        spec: {
          serviceAccountName: app.name,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName: priorityClassName(inputs.fleet.name, 'critical'),
          terminationGracePeriodSeconds: gracePeriodSeconds({ drainSeconds: 20 }),
          securityContext: podSecurity({ user: 1000, group: 1000 }),
          containers: [container(system, settings, inputs)],
          volumes: [
            { name: 'bucket', configMap: { name: app.name, defaultMode: 0o444 } },
            { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
          ],
        },
      },
      volumeClaimTemplates: [volumeClaim('data', settings.storage)],
    },
  });
}

/**
 * All parts in one process: `weed/command/mini.go` of https://github.com/seaweedfs/seaweedfs. They reach each other over
 * the loopback address, which stays the same when the pod's changes. What an earlier start was given is forgotten: the
 * server would take it for settings of today. User: `docker/Dockerfile.go_build` there.
 */
function container({ app, bucket }: SeaweedfsSystem, { resources }: SeaweedfsSettings, inputs: Inputs): IContainer {
  const { cpu, memory } = resources;
  const { s3, metrics } = seaweedfsPorts;
  const probe = { httpGet: { path: '/healthz', port: 's3', scheme: 'HTTP' as const }, timeoutSeconds: 3 };
  const key = (property: string) => ({ secretKeyRef: { name: credentialsName(app.name), key: property } });
  return {
    name: 'server',
    image: inputs.images.seaweedfs ?? '',
    imagePullPolicy: 'IfNotPresent',
    command: ['/bin/sh', '-c', 'rm -f /data/mini.options; exec weed "$@"', 'weed'],
    args: [
      '-logtostderr=true',
      'mini',
      '-dir=/data',
      '-ip=127.0.0.1',
      '-ip.bind=0.0.0.0',
      `-bucket=${bucket}`,
      `-s3.port=${s3}`,
      '-s3.port.iceberg=0',
      '-s3.port.lance=0',
      '-s3.allowDeleteBucketNotEmpty=false',
      `-metricsPort=${metrics}`,
      '-master.telemetry=false',
      '-webdav=false',
      '-admin.ui=false',
    ],
    env: [
      { name: 'BUCKET', value: bucket },
      { name: 'AWS_REGION', value: seaweedfsRegion },
      { name: 'AWS_ACCESS_KEY_ID', valueFrom: key('accessKey') },
      { name: 'AWS_SECRET_ACCESS_KEY', valueFrom: key('secretKey') },
      { name: 'GOMEMLIMIT', value: goMemoryLimit(memory) },
    ],
    ports: [
      { name: 's3', containerPort: s3, protocol: 'TCP' },
      { name: 'metrics', containerPort: metrics, protocol: 'TCP' },
    ],
    resources: {
      requests: { cpu: canonicalCpu(milliCpu(cpu)), memory },
      limits: { cpu: canonicalCpu(milliCpu(cpu) * 4), memory },
    },
    startupProbe: { ...probe, periodSeconds: 5, failureThreshold: 60 },
    readinessProbe: { ...probe, periodSeconds: 5, failureThreshold: 2 },
    livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 3 },
    lifecycle: {
      postStart: { exec: { command: ['/bin/sh', '/etc/bucket/configure.sh'] } },
      preStop: { sleep: { seconds: preStopSeconds } },
    },
    securityContext: containerSecurity,
    volumeMounts: [
      { name: 'bucket', mountPath: '/etc/bucket', readOnly: true },
      { name: 'data', mountPath: '/data' },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}
