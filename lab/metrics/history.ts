import type { KubernetesApi, Ref } from '../api/client.ts';
import type { Change } from './rates.ts';

/** The history of a workload's wanted number of pods. */
export interface PodCountHistory {
  /** The number that is wanted now. */
  now(): number;
  changes(): readonly Change[];
  stop(): Promise<void>;
}

interface Scaled extends Ref {
  readonly spec: { readonly replicas: number };
}

/**
 * Records the wanted number of pods of a Deployment. A change has the time at which this process received it.
 * @param told called with each change
 */
export async function follow(
  api: KubernetesApi,
  workload: Ref,
  told: (change: Change) => void = () => {},
): Promise<PodCountHistory> {
  const ended = new AbortController();
  const changes: Change[] = [];
  let now = (await api.get<Scaled>(workload))?.spec.replicas ?? 0;
  const watching = api.watch<Scaled>(
    workload.apiVersion,
    workload.kind,
    (_, { metadata, spec }) => {
      if (metadata.name !== workload.metadata.name || metadata.namespace !== workload.metadata.namespace) return;
      if (spec.replicas === now) return;
      const change = { at: Date.now() / 1000, from: now, to: spec.replicas };
      now = spec.replicas;
      changes.push(change);
      told(change);
    },
    { signal: ended.signal },
  );
  return {
    now: () => now,
    changes: () => changes,
    async stop() {
      ended.abort();
      await watching;
    },
  };
}
