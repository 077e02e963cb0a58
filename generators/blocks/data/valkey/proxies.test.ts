import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterWithZones, exampleClusters } from '../../../testing/clusters.ts';
import { evenly, oneAtATime, readOnlyContainer, restrictedPod } from '../../../testing/pods.ts';
import { objectOf, renderSystem, specOf, systems } from '../../../testing/systems.ts';

const name = 'answers-cache-proxy';
const labels = { 'app.kubernetes.io/name': name };
const objects = renderSystem(systems.valkey, exampleClusters.aws);

interface Deployment {
  replicas: number;
  template: { metadata: { labels: object; annotations: Record<string, string> }; spec: { containers: object[] } };
}
const { template, ...deployment } = specOf<Deployment>(objects, 'Deployment', name);

test('there are as many proxies as members, and a rollout never has fewer', () => {
  assert.deepEqual(deployment, {
    replicas: 3,
    revisionHistoryLimit: 3,
    progressDeadlineSeconds: 600,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    selector: { matchLabels: labels },
  });
  assert.equal(specOf<Deployment>(renderSystem(systems.valkey, clusterWithZones(2)), 'Deployment', name).replicas, 3);
  assert.deepEqual(specOf(objects, 'PodDisruptionBudget', name), oneAtATime(labels));
});

test('proxies have labels of their own beside the one that they share with members', () => {
  const all = {
    ...labels,
    'app.kubernetes.io/component': 'data',
    'app.kubernetes.io/part-of': 'shop',
    'app.kubernetes.io/managed-by': 'argocd',
    'app.kubernetes.io/instance': 'answers-cache',
  };
  assert.deepEqual(template.metadata.labels, all);
  for (const kind of ['ConfigMap', 'Deployment', 'NetworkPolicy', 'PodDisruptionBudget']) {
    const { metadata } = objectOf(objects, kind, name);
    assert.deepEqual([metadata.labels, metadata.namespace], [all, 'data'], kind);
  }
});

test('proxies spread over zones and hosts, as an account without rights', () => {
  const { containers: _containers, ...pod } = template.spec;
  assert.deepEqual(pod, {
    serviceAccountName: 'answers-cache',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: 'shop-critical',
    terminationGracePeriodSeconds: 30,
    securityContext: restrictedPod(99, 99),
    topologySpreadConstraints: evenly(labels, 'pod-template-hash'),
    volumes: [{ name: 'config', configMap: { name, defaultMode: 0o444 } }],
  });
});

test('HAProxy gets its configuration as files and the password as a variable', () => {
  const probe = { httpGet: { path: '/health', port: 'metrics', scheme: 'HTTP' }, timeoutSeconds: 3 };
  assert.deepEqual(template.spec.containers, [
    {
      name: 'proxy',
      image: 'haproxy:1',
      imagePullPolicy: 'IfNotPresent',
      env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'answers-cache-credentials', key: 'password' } } }],
      ports: [
        { name: 'valkey', containerPort: 6379, protocol: 'TCP' },
        { name: 'metrics', containerPort: 8404, protocol: 'TCP' },
      ],
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '128Mi' } },
      startupProbe: { ...probe, periodSeconds: 2, failureThreshold: 30 },
      readinessProbe: { ...probe, periodSeconds: 5, failureThreshold: 2 },
      livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 3 },
      lifecycle: { preStop: { sleep: { seconds: 15 } } },
      securityContext: readOnlyContainer,
      volumeMounts: [{ name: 'config', mountPath: '/usr/local/etc/haproxy', readOnly: true }],
    },
  ]);
});

test('the proxies’ configuration names the system and each member, and proxies are replaced when it changes', () => {
  const { data } = objectOf(objects, 'ConfigMap', name);
  const { 'haproxy.cfg': config } = data as { 'haproxy.cfg': string };
  assert.match(config, /SENTINEL get-master-addr-by-name answers\\r/);
  assert.match(config, /server server answers-cache-2\.answers-cache-members\.data\.svc\.cluster\.local:6379 /);
  assert.match(template.metadata.annotations['checksum/config'] ?? '', /^[0-9a-f]{16}$/);
});
