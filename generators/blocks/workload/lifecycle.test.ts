import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRuntime } from '../../testing/runtime.ts';
import { exampleWorkload } from '../../testing/workload.ts';
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
    const { httpGet, periodSeconds, failureThreshold, timeoutSeconds } = all[probe];
    assert.deepEqual(httpGet, { port, path, scheme: 'HTTP' });
    assert.equal(periodSeconds * failureThreshold, seconds);
    assert.ok(timeoutSeconds < periodSeconds);
  });
}
