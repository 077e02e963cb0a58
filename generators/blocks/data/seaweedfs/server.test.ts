import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters } from '../../../testing/clusters.ts';
import { appIn, tcpPorts, withLabels } from '../../../testing/peers.ts';
import { confirmed, dataVolume, readOnlyContainer, restrictedPod } from '../../../testing/pods.ts';
import { objectOf, renderSystem, specOf, systemInputs, systems } from '../../../testing/systems.ts';

const objects = renderSystem(systems.seaweedfs, exampleClusters.local);
const name = 'uploads-bucket';
const selector = { 'app.kubernetes.io/name': name };

interface StatefulSet {
  template: {
    metadata: { labels: object; annotations: Record<string, string> };
    spec: { containers: [Record<string, unknown>] };
  };
}
const set = specOf<StatefulSet>(objects, 'StatefulSet', name);

test('the server is one pod whose volume stays when the server goes', () => {
  const { template, ...spec } = set;
  assert.deepEqual(spec, {
    replicas: 1,
    serviceName: name,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: { type: 'RollingUpdate' },
    revisionHistoryLimit: 3,
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    selector: { matchLabels: selector },
    volumeClaimTemplates: [dataVolume('20Gi')],
  });
  const { metadata } = objectOf(objects, 'StatefulSet', name);
  assert.deepEqual(metadata.annotations, confirmed);
  assert.deepEqual(template.metadata.labels, metadata.labels);
});

test('the pod has time to finish what it serves, and may do nothing beyond the restricted standard', () => {
  const { containers: _containers, ...pod } = set.template.spec;
  assert.deepEqual(pod, {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: 'shop-critical',
    terminationGracePeriodSeconds: 40,
    securityContext: restrictedPod(1000, 1000),
    volumes: [
      { name: 'bucket', configMap: { name, defaultMode: 0o444 } },
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
    ],
  });
});

test('all of SeaweedFS is one process that serves one bucket, and tells nobody of it', () => {
  const probe = { httpGet: { path: '/healthz', port: 's3', scheme: 'HTTP' }, timeoutSeconds: 3 };
  const key = (property: string) => ({ secretKeyRef: { name: `${name}-credentials`, key: property } });
  assert.deepEqual(set.template.spec.containers, [
    {
      name: 'server',
      image: 'seaweedfs:1',
      imagePullPolicy: 'IfNotPresent',
      command: ['/bin/sh', '-c', 'rm -f /data/mini.options; exec weed "$@"', 'weed'],
      args: [
        '-logtostderr=true',
        'mini',
        '-dir=/data',
        '-ip=127.0.0.1',
        '-ip.bind=0.0.0.0',
        '-bucket=uploads',
        '-s3.port=8333',
        '-s3.port.iceberg=0',
        '-s3.port.lance=0',
        '-s3.allowDeleteBucketNotEmpty=false',
        '-metricsPort=9327',
        '-master.telemetry=false',
        '-webdav=false',
        '-admin.ui=false',
      ],
      env: [
        { name: 'BUCKET', value: 'uploads' },
        { name: 'AWS_REGION', value: 'us-east-1' },
        { name: 'AWS_ACCESS_KEY_ID', valueFrom: key('accessKey') },
        { name: 'AWS_SECRET_ACCESS_KEY', valueFrom: key('secretKey') },
        { name: 'GOMEMLIMIT', value: String(Math.floor(0.9 * 2 ** 30)) },
      ],
      ports: [
        { name: 's3', containerPort: 8333, protocol: 'TCP' },
        { name: 'metrics', containerPort: 9327, protocol: 'TCP' },
      ],
      resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
      startupProbe: { ...probe, periodSeconds: 5, failureThreshold: 60 },
      readinessProbe: { ...probe, periodSeconds: 5, failureThreshold: 2 },
      livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 3 },
      lifecycle: {
        postStart: { exec: { command: ['/bin/sh', '/etc/bucket/configure.sh'] } },
        preStop: { sleep: { seconds: 15 } },
      },
      securityContext: readOnlyContainer,
      volumeMounts: [
        { name: 'bucket', mountPath: '/etc/bucket', readOnly: true },
        { name: 'data', mountPath: '/data' },
        { name: 'tmp', mountPath: '/tmp' },
      ],
    },
  ]);
});

test('sizes come from settings', () => {
  const settings = { storage: '50Gi', resources: { cpu: '2', memory: '4Gi' } };
  const { template, ...spec } = specOf<StatefulSet>(
    renderSystem(systems.seaweedfs, exampleClusters.local, { settings }),
    'StatefulSet',
    name,
  );
  assert.match(JSON.stringify(spec), /"requests":{"storage":"50Gi"}/);
  assert.deepEqual(template.spec.containers[0].resources, {
    requests: { cpu: '2', memory: '4Gi' },
    limits: { cpu: '8', memory: '4Gi' },
  });
});

test('the Service leads to the S3 interface, and where nobody uses the bucket Prometheus alone is let in', () => {
  assert.deepEqual(specOf(objects, 'Service', name), {
    type: 'ClusterIP',
    selector,
    ports: [{ name: 's3', port: 8333, targetPort: 's3', protocol: 'TCP' }],
  });
  assert.deepEqual(specOf(objects, 'NetworkPolicy', name), {
    ...withLabels(selector),
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [appIn('monitoring', 'prometheus')], ports: tcpPorts(9327) }],
  });
});

test('keys are two random values, in the Secret that the server reads', () => {
  const password = specOf(objects, 'Password', `${name}-credentials`);
  assert.deepEqual([password.encoding, password.secretKeys], ['raw', ['accessKey', 'secretKey']]);
  const { target } = specOf<{ target: { template: { data: object } } }>(
    objects,
    'ExternalSecret',
    `${name}-credentials`,
  );
  assert.deepEqual(target.template.data, { accessKey: '{{ .accessKey }}', secretKey: '{{ .secretKey }}' });
});

test('the pod is replaced when the rules of its bucket change', () => {
  const checksumOf = (domain: string) => {
    const inputs = systemInputs(systems.seaweedfs, exampleClusters.local);
    const rendered = systems.seaweedfs.render({ ...inputs, environment: { ...inputs.environment, domain } });
    return specOf<StatefulSet>(rendered, 'StatefulSet', name).template.metadata.annotations['checksum/config'];
  };
  assert.match(checksumOf('one.example.com') ?? '', /^[0-9a-f]{16}$/);
  assert.equal(checksumOf('one.example.com'), checksumOf('one.example.com'));
  assert.notEqual(checksumOf('one.example.com'), checksumOf('other.example.com'));
});
