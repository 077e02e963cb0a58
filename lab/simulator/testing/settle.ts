import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { keyOf, type Resource } from '../../../generators/model/resource.ts';
import { simulatedKinds } from '../kinds.ts';
import type { Live, Move, Simulated } from '../model.ts';
import { createSight } from '../objectCache.ts';
import { live, pod } from './examples.ts';

/** The state once nothing changes any more. */
export interface Settled {
  /** All objects: the given ones, with their status, and those created for them. */
  readonly objects: readonly Live[];
  find(kind: string, name: string): Live | undefined;
}

/**
 * Runs the simulated operators in memory, in a cluster where every pod is ready immediately, until nothing changes any
 * more.
 */
export function settle(given: readonly Live[]): Settled {
  const objects = new Map(given.map((object) => [keyOf(object), object]));
  for (let round = 0; round < 50; round += 1) {
    const before = new Map(objects);
    step(objects);
    if (isDeepStrictEqual([...before], [...objects])) {
      const all = [...objects.values()];
      const find = (kind: string, name: string) => all.find((one) => one.kind === kind && one.metadata.name === name);
      return { objects: all, find };
    }
  }
  return assert.fail('it never settles');
}

function step(objects: Map<string, Live>): void {
  const sight = createSight();
  for (const object of objects.values()) sight.put(object);
  const world = sight.look(new Date('2026-01-01T00:00:01Z'));
  const put = (resource: Resource) => {
    const key = keyOf(resource);
    const before = objects.get(key);
    objects.set(
      key,
      before ? { ...before, ...resource, metadata: { ...before.metadata, ...resource.metadata } } : live(resource),
    );
  };
  for (const object of [...objects.values()]) {
    const one = simulated(object);
    if (!one) continue;
    for (const { resource, once } of one.makes?.(object, world) ?? []) {
      if (once && objects.has(keyOf(resource))) continue;
      put(resource);
      for (const member of podsOf(resource, objects))
        if (!objects.has(keyOf(member))) objects.set(keyOf(member), pod(member, true));
    }
    for (const move of one.moves?.(object, world) ?? []) perform(objects, move);
    const status = one.reports?.(object, world);
    if (status) objects.set(keyOf(object), { ...object, status });
  }
}

/** The simulation of this kind, if there is one. */
export function simulated({ apiVersion, kind }: Resource): Simulated | undefined {
  return simulatedKinds.find((one) => one.apiVersion === apiVersion && one.kind === kind);
}

function perform(objects: Map<string, Live>, move: Move): void {
  const key = keyOf(move.pod);
  if (move.type === 'delete') objects.delete(key);
  else if (move.type === 'create') objects.set(key, pod(move.pod, true, `node-of-${move.pod.metadata.name}`));
  else {
    const { metadata } = move.pod;
    objects.set(key, { ...move.pod, metadata: { ...metadata, labels: { ...metadata.labels, ...move.labels } } });
  }
}

/** The pods that Kubernetes' own controllers would create: with an autoscaler as many as it may ask for. */
function podsOf({ kind, metadata, spec }: Resource, objects: ReadonlyMap<string, Live>): readonly Resource[] {
  if (kind !== 'StatefulSet' && kind !== 'Deployment') return [];
  const scaler = objects.get(keyOf({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata }));
  const { maxReplicas = 1 } = (scaler?.spec ?? {}) as { maxReplicas?: number };
  const { replicas = maxReplicas, template } = spec as { replicas?: number; template: IPodTemplateSpec };
  return Array.from({ length: replicas }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${metadata.name}-${index}`,
      namespace: metadata.namespace ?? '',
      labels: { ...template.metadata?.labels } as Record<string, string>,
    },
    spec: template.spec,
  }));
}
