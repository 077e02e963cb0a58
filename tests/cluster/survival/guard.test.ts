import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evictedPrimaries } from './evictedPrimaries.ts';
import { calm, pod } from './example.ts';
import { floorsOf } from './floors.ts';
import { guard } from './guard.ts';
import type { Pod } from './state.ts';
import type { Watched } from './watched.ts';

/** A cluster whose pods are set by hand. */
function played(): Watched & { set(pods: readonly Pod[]): void } {
  let { pods } = calm;
  const listeners = new Set<(pod: Pod) => void>();
  return {
    state: () => ({ ...calm, pods }),
    onPod(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {},
    set(next) {
      pods = next;
      for (const one of next) for (const listener of listeners) listener(one);
    },
  };
}

test('a floor that was broken for a moment is remembered, once', () => {
  const cluster = played();
  const looked = guard(cluster, floorsOf(calm));
  cluster.set(calm.pods.slice(2));
  cluster.set(calm.pods.slice(2));
  cluster.set(calm.pods);
  assert.deepEqual(looked.stop(), ['budget backend/api: 1 pods are ready, at least 2 must be']);
});

test('nodes that are lost during the watch count from then on, and nothing counts after its end', () => {
  const cluster = played();
  const lost = new Set<string>();
  const looked = guard(cluster, floorsOf(calm), lost);
  lost.add('a-0');
  lost.add('b-0');
  looked.look();
  assert.equal(looked.stop().length, 1);
  const other = guard(cluster, floorsOf(calm));
  assert.deepEqual(other.stop(), []);
  cluster.set([]);
  assert.deepEqual(other.stop(), []);
});

test('a primary that is evicted is found, one after a switchover is not', () => {
  const cluster = played();
  const primaries = evictedPrimaries(cluster);
  const leaving = (name: string, role: string) =>
    pod(name, 'users', 'a', { labels: { 'cnpg.io/instanceRole': role }, deletionTimestamp: 'now' });
  cluster.set([leaving('users-1', 'primary'), leaving('users-2', 'unhealthy'), leaving('users-3', 'replica')]);
  assert.deepEqual(primaries.stop(), ['backend/users-1']);
});
