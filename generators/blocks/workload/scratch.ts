import { bytes, canonicalBytes } from '../../model/quantity.ts';
import type { Task } from './workload.ts';

/** The folders that a container writes to, with the most that each may hold: those of its runtime, and the app's own. */
export function scratchFolders({ runtime, writable }: Pick<Task, 'runtime' | 'writable'>): Record<string, string> {
  return { ...runtime.writable, ...writable, ...runtime.seeded };
}

/** The sizes of all folders that the containers of a pod write to. The first of them asks for room for all. */
export function scratchSizes(task: Pick<Task, 'runtime' | 'writable' | 'beside'>): string[] {
  const ofCompanions = task.beside.flatMap(({ writable }) => Object.values(writable ?? {}));
  return [...Object.values(scratchFolders(task)), ...ofCompanions];
}

/** From here on room on the node's disk is requested. Below, the kubelet's own reserve holds it. */
const large = bytes('1Gi');

/**
 * Request of room on the node's disk for folders of these sizes, where they are large together. Without it the scheduler
 * places pods on a node whose disk cannot hold what they write, and the kubelet evicts one after the other.
 * https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage
 */
export function scratchRequest(sizes: readonly string[]): { 'ephemeral-storage'?: string } {
  const total = sizes.reduce((sum, size) => sum + bytes(size), 0);
  return total < large ? {} : { 'ephemeral-storage': canonicalBytes(total) };
}
