import assert from 'node:assert/strict';
import { test } from 'node:test';
import { podAmounts, sum, times } from './requests.ts';

const container = (name: string, cpu: string, memory: string) => ({
  name,
  resources: { requests: { cpu, memory }, limits: { memory } },
});
const Mi = 2 ** 20;

test('a pod requests the sum of its containers', () => {
  const pod = { containers: [container('a', '250m', '64Mi'), container('b', '1', '128Mi')] };
  assert.deepEqual(podAmounts(pod, 'requests'), { cpu: 1.25, memory: 192 * Mi });
  assert.deepEqual(podAmounts(pod, 'limits'), { memory: 192 * Mi });
});

test('an init container counts where it needs more than all containers that run later', () => {
  const pod = { initContainers: [container('init', '2', '32Mi')], containers: [container('a', '500m', '64Mi')] };
  assert.deepEqual(podAmounts(pod, 'requests'), { cpu: 2, memory: 64 * Mi });
});

test('a sidecar counts beside the containers, and beside the init containers after it', () => {
  const sidecar = { ...container('proxy', '100m', '50Mi'), restartPolicy: 'Always' as const };
  const containers = [container('a', '500m', '64Mi')];
  assert.deepEqual(podAmounts({ initContainers: [sidecar], containers }, 'requests'), { cpu: 0.6, memory: 114 * Mi });
  const after = { initContainers: [sidecar, container('init', '1', '100Mi')], containers };
  assert.deepEqual(podAmounts(after, 'requests'), { cpu: 1.1, memory: 150 * Mi });
  const ahead = { initContainers: [container('init', '1', '100Mi'), sidecar], containers };
  assert.deepEqual(podAmounts(ahead, 'requests'), { cpu: 1, memory: 114 * Mi });
});

test('overhead of the runtime is requested as well, and is no limit', () => {
  const pod = { containers: [container('a', '1', '64Mi')], overhead: { cpu: '250m', memory: '120Mi' } };
  assert.deepEqual(podAmounts(pod, 'requests'), { cpu: 1.25, memory: 184 * Mi });
  assert.deepEqual(podAmounts(pod, 'limits'), { memory: 64 * Mi });
});

test('amounts add up and multiply by resource', () => {
  assert.deepEqual(sum([{ cpu: 1 }, { cpu: 2, memory: 5 }]), { cpu: 3, memory: 5 });
  assert.deepEqual(times({ cpu: 1.5, memory: 2 }, 2), { cpu: 3, memory: 4 });
});
