import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inputs } from '../../../model/inputs.ts';
import { keyOf } from '../../../model/resource.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { someUser } from '../../../testing/edgeUser.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { app } from '../../../testing/names.ts';
import { priorities } from '../../../testing/priorities.ts';
import { specOf } from '../../../testing/systems.ts';
import { bucket } from '../../names.ts';
import { here } from '../../source.ts';
import { seaweedfs } from './seaweedfs.ts';

const uploads = bucket('uploads');
const server = seaweedfs(app('uploads-bucket', 'data', []), {
  source: here(import.meta),
  contract: uploads.contract,
  images: { server: 'seaweedfs:1' },
  priority: priorities.critical,
  storage: '20Gi',
  resources: { cpu: '250m', memory: '1Gi' },
});
const inputs = exampleInputs(server, exampleClusters.local);

function render(changes: Partial<Inputs> = {}) {
  return server.render({ ...inputs, ...changes });
}

test('a bucket server is one pod with one volume, keys of its own, a policy and metrics', () => {
  assert.deepEqual(render().map(keyOf), [
    '/ConfigMap/data/uploads-bucket',
    'generators.external-secrets.io/Password/data/uploads-bucket-credentials',
    'external-secrets.io/ExternalSecret/data/uploads-bucket-credentials',
    '/ServiceAccount/data/uploads-bucket',
    'apps/StatefulSet/data/uploads-bucket',
    'policy/PodDisruptionBudget/data/uploads-bucket',
    '/Service/data/uploads-bucket',
    'networking.k8s.io/NetworkPolicy/data/uploads-bucket',
    'monitoring.coreos.com/PodMonitor/data/uploads-bucket',
    'monitoring.coreos.com/PrometheusRule/data/uploads-bucket-alerts',
  ]);
});

test('apps reach it as a bucket with the interface of S3, with its keys', () => {
  assert.deepEqual(server.provides?.endpoint(uploads.write, {}, someUser), {
    kind: 'bucket',
    api: 's3',
    bucket: 'uploads',
    host: 'uploads-bucket.data.svc.cluster.local',
    port: 8333,
    endpoint: 'http://uploads-bucket.data.svc.cluster.local:8333',
    region: 'us-east-1',
    credentials: { store: 'cluster-secrets', key: 'uploads-bucket-credentials' },
    peer: { pods: { namespace: 'data', labels: { 'app.kubernetes.io/name': 'uploads-bucket' } } },
  });
});

test('web pages of the environment alone may use the bucket, and unfinished uploads go after a week', () => {
  const [rules] = render({ environment: { ...inputs.environment, domain: 'shop.localhost' } });
  const data = rules?.data as Record<string, string>;
  assert.deepEqual(data['cors.xml']?.match(/(?<=<AllowedOrigin>).*(?=<)/g), ['https://shop.localhost']);
  assert.match(data['lifecycle.xml'] ?? '', /<DaysAfterInitiation>7</);
});

test('a user of the bucket that reads and writes is let in once, and nothing is let out', () => {
  const usedBy = (['read', 'write'] as const).map((port) => ({ app: 'api', tier: 'backend' as const, port }));
  const objects = render({ graph: { uses: {}, usedBy } });
  const policy = specOf<{ ingress: object[]; egress?: object[] }>(objects, 'NetworkPolicy', 'uploads-bucket');
  assert.deepEqual(policy.ingress[0], {
    from: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'backend' } },
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
      },
    ],
    ports: [{ protocol: 'TCP', port: 8333 }],
  });
  assert.equal(policy.egress, undefined);
});

test('outside of a local cluster it says that there is one copy of each file', () => {
  assert.deepEqual(server.notes(inputs), []);
  assert.deepEqual(server.notes({ ...inputs, cluster: exampleClusters.aws }), [
    'uploads-bucket keeps one copy of each file, on one volume in one zone',
  ]);
});
