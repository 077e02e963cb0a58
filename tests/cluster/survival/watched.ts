import type { KubernetesApi } from '../../../lab/api/client.ts';
import type { Live } from '../../../lab/simulator/model.ts';
import type { Budget, Keeper, Node, Pod, Scaler, State } from './state.ts';

/** A cluster that is watched: its state follows every change within milliseconds. */
export interface Watched {
  state(): State;
  /** Calls back after every change of a pod. Returns a function that stops it. */
  onPod(listener: (pod: Pod) => void): () => void;
  stop(): Promise<void>;
}

const kinds = {
  pods: [['v1', 'Pod']],
  nodes: [['v1', 'Node']],
  keepers: [
    ['apps/v1', 'Deployment'],
    ['apps/v1', 'StatefulSet'],
    ['postgresql.cnpg.io/v1', 'Cluster'],
  ],
  budgets: [['policy/v1', 'PodDisruptionBudget']],
  scalers: [['autoscaling/v2', 'HorizontalPodAutoscaler']],
} as const satisfies Record<keyof State, readonly (readonly [apiVersion: string, kind: string])[]>;

/** Watches the objects that show whether a cluster is settled. */
export function watchCluster(api: KubernetesApi): Watched {
  const ended = new AbortController();
  const seen = new Map<keyof State, Map<string, Live>>();
  const listeners = new Set<(pod: Pod) => void>();
  const watches = (Object.keys(kinds) as (keyof State)[]).flatMap((part) => {
    const objects = new Map<string, Live>();
    seen.set(part, objects);
    return kinds[part].map(([apiVersion, kind]) =>
      api.watch<Live>(
        apiVersion,
        kind,
        (type, object) => {
          const key = `${kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`;
          if (type === 'DELETED') objects.delete(key);
          // Objects of a list lack `apiVersion` and `kind`, unlike those of a watch.
          else objects.set(key, { ...object, apiVersion, kind });
          if (part === 'pods') for (const listener of listeners) listener(object as Pod);
        },
        { signal: ended.signal },
      ),
    );
  });
  const all = <Kind>(part: keyof State): readonly Kind[] => [...(seen.get(part)?.values() ?? [])] as Kind[];
  return {
    state: () => ({
      pods: all<Pod>('pods'),
      nodes: all<Node>('nodes'),
      keepers: all<Keeper>('keepers'),
      budgets: all<Budget>('budgets'),
      scalers: all<Scaler>('scalers'),
    }),
    onPod(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      ended.abort();
      await Promise.all(watches);
    },
  };
}
