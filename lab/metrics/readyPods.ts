import type { KubernetesApi, Ref } from '../api/client.ts';
import { hasCondition, type WithConditions } from './conditions.ts';

/** A pod of an app. */
export interface ReadyPod extends Ref, WithConditions {
  readonly metadata: Ref['metadata'] & {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly status?: WithConditions['status'] & { readonly podIP?: string };
}

/** The pods of an app that are ready now. */
export interface ReadyPods {
  all(): readonly ReadyPod[];
  stop(): Promise<void>;
}

/**
 * Follows the pods of an app: those that are ready and are not ending.
 * @param app value of the label `app.kubernetes.io/name`
 * @param changed called after each change of a pod
 */
export function followReadyPods(
  api: KubernetesApi,
  namespace: string,
  app: string,
  changed: () => void = () => {},
): ReadyPods {
  const ended = new AbortController();
  const pods = new Map<string, ReadyPod>();
  const watching = api.watch<ReadyPod>(
    'v1',
    'Pod',
    (change, pod) => {
      const { metadata } = pod;
      if (metadata.namespace !== namespace || metadata.labels?.['app.kubernetes.io/name'] !== app) return;
      const isThere = change !== 'DELETED' && !metadata.deletionTimestamp && hasCondition(pod, 'Ready');
      if (isThere) pods.set(metadata.name, pod);
      else pods.delete(metadata.name);
      changed();
    },
    { signal: ended.signal },
  );
  return {
    all: () => [...pods.values()],
    async stop() {
      ended.abort();
      await watching;
    },
  };
}
