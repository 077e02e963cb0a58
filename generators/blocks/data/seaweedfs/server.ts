import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { goMemoryLimit } from '../../goMemoryLimit.ts';
import { selectorOf } from '../../labels.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { credentialsName } from '../../secrets/systemCredentials.ts';
import { configChecksum } from '../../workload/configMap.ts';
import { gracePeriodSeconds, preStopSeconds } from '../../workload/lifecycle.ts';
import { containerSecurity, podSecurity } from '../../workload/security.ts';
import { metadataOf } from '../shared/system.ts';
import { volumeClaim } from '../shared/volumeClaim.ts';
import type { BucketRules } from './bucket.ts';
import { seaweedfsPorts, seaweedfsRegion } from './names.ts';
import type { SeaweedfsSystem } from './system.ts';

/**
 * StatefulSet of the server, with its volume. It has one replica: a second one would be a separate server with its own
 * files.
 */
export function seaweedfsServer(system: SeaweedfsSystem, rules: BucketRules): Resource {
  const { app, settings, labels, priorityClassName } = system;
  return resource<IStatefulSet>({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { ...metadataOf(system), annotations: confirmRemoval },
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
          priorityClassName,
          terminationGracePeriodSeconds: gracePeriodSeconds({ drainSeconds: 20 }),
          securityContext: podSecurity({ user: 1000, group: 1000 }),
          containers: [container(system)],
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
 * Container with all parts of SeaweedFS in one process: `weed/command/mini.go` of
 * https://github.com/seaweedfs/seaweedfs. The parts call each other on the loopback address, which stays the same when
 * the pod's address changes. The command deletes `mini.options` first: otherwise the server would read stale flags from
 * its data folder. User: `docker/Dockerfile.go_build` there.
 */
function container({ app, name, images, settings }: SeaweedfsSystem): IContainer {
  const { cpu, memory } = settings.resources;
  const { s3, metrics } = seaweedfsPorts;
  const probe = { httpGet: { path: '/healthz', port: 's3', scheme: 'HTTP' as const }, timeoutSeconds: 3 };
  const key = (property: string) => ({ secretKeyRef: { name: credentialsName(app.name), key: property } });
  return {
    name: 'server',
    image: images.server,
    imagePullPolicy: 'IfNotPresent',
    command: ['/bin/sh', '-c', 'rm -f /data/mini.options; exec weed "$@"', 'weed'],
    args: [
      '-logtostderr=true',
      'mini',
      '-dir=/data',
      '-ip=127.0.0.1',
      '-ip.bind=0.0.0.0',
      `-bucket=${name}`,
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
      { name: 'BUCKET', value: name },
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
