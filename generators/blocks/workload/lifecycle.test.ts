import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../model/resource.ts';
import { exampleRuntime } from '../../testing/runtime.ts';
import { exampleWorkload } from '../../testing/workload.ts';
import { deployment } from './deployment.ts';
import { gracePeriodSeconds, probes } from './lifecycle.ts';
import { podTemplate } from './pod.ts';

/** The kubelet counts the hook into the grace period: https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/ */
for (const drainSeconds of [0, 1, 30, 300]) {
  test(`a pod that drains for ${drainSeconds} s serves 15 s before that, and has 5 s left before SIGKILL`, () => {
    const runtime = { ...exampleRuntime, drainSeconds };
    const { spec } = podTemplate({ ...exampleWorkload, runtime }, 'pod-template-hash');
    const [container] = spec?.containers ?? [];
    assert.deepEqual(container?.lifecycle, { preStop: { sleep: { seconds: 15 } } });
    assert.equal(spec?.terminationGracePeriodSeconds, 15 + drainSeconds + 5);
    assert.equal(gracePeriodSeconds(runtime), 20 + drainSeconds);
  });
}

const all = probes({
  startup: { port: 'a', path: '/started' },
  readiness: { port: 'b', path: '/ready' },
  liveness: { port: 'c', path: '/live' },
});

for (const [probe, port, path, seconds] of [
  ['startupProbe', 'a', '/started', 300],
  ['readinessProbe', 'b', '/ready', 10],
  ['livenessProbe', 'c', '/live', 30],
] as const) {
  test(`the ${probe} asks what the image says, and gives up after ${seconds} s`, () => {
    const asked = all[probe];
    assert.ok(asked);
    const { httpGet, periodSeconds, failureThreshold, timeoutSeconds } = asked;
    assert.deepEqual(httpGet, { port, path, scheme: 'HTTP' });
    assert.equal(periodSeconds * failureThreshold, seconds);
    assert.ok(timeoutSeconds < periodSeconds);
  });
}

const http = { port: 'http', path: '/' };
for (const [title, probe, expected] of [
  [
    'HTTP with headers',
    { ...http, headers: { Host: 'example.com' } },
    { httpGet: { ...http, scheme: 'HTTP', httpHeaders: [{ name: 'Host', value: 'example.com' }] } },
  ],
  ['a command', { exec: ['pgrep', 'worker'] }, { exec: { command: ['pgrep', 'worker'] } }],
  ['TCP', { tcp: 'http' }, { tcpSocket: { port: 'http' } }],
  ['gRPC of the server', { grpc: 'http' }, { grpc: { port: 8080, service: '' } }],
  ['gRPC of a service', { grpc: 'http', service: 'shop' }, { grpc: { port: 8080, service: 'shop' } }],
] as const) {
  test(`a probe by ${title} asks for that`, () => {
    const { livenessProbe } = probes({ startup: http, readiness: http, liveness: probe }, { http: 8080 });
    assert.deepEqual(livenessProbe, { ...expected, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 });
  });
}

test('a start of half an hour has half an hour, and the roll-out waits for it', () => {
  const runtime = { ...exampleRuntime, startMinutes: 30 };
  const { startupProbe } = probes(runtime);
  assert.equal((startupProbe?.periodSeconds ?? 0) * (startupProbe?.failureThreshold ?? 0), 1800);
  const { spec } = deployment({ ...exampleWorkload, runtime }, { maxSurge: 1, minReadySeconds: 60 }) as Resource;
  assert.ok((spec as { progressDeadlineSeconds: number }).progressDeadlineSeconds > 1860);
});

test('a probe that is left out has a reason, which every reader of the Deployment sees', () => {
  const runtime = { ...exampleRuntime, liveness: { none: 'It has no port.' } };
  const { metadata, spec } = deployment({ ...exampleWorkload, runtime });
  assert.deepEqual(metadata.annotations, { 'exception.gitops.dev/probes-set': 'It has no port.' });
  const { containers } = (spec as { template: { spec: { containers: object[] } } }).template.spec;
  assert.deepEqual(
    Object.entries(containers[0] ?? {}).flatMap(([key, value]) => (key.endsWith('Probe') && value ? [key] : [])),
    ['startupProbe', 'readinessProbe'],
  );
});
