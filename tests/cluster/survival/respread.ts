import type { KubernetesApi } from '../../../lab/api/client.ts';
import { ApiError } from '../../../lab/api/error.ts';
import { until } from '../../../lab/until.ts';
import { surplus, uneven } from './spread.ts';
import type { Pod } from './state.ts';
import { unsettled } from './unsettled.ts';
import type { Watched } from './watched.ts';

/**
 * Evicts pods of workloads that are uneven over the zones, until they are even again. Kubernetes moves no running pod
 * back into a restored zone, and with the next lost zone two of three pods could be lost. In a real cluster a
 * descheduler evicts them, or people do. Evictions respect budgets.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#known-limitations
 * @returns how many pods were evicted
 */
export async function respread(api: KubernetesApi, watched: Watched): Promise<number> {
  let evicted = 0;
  await until('all pods are even over the zones', 180, async () => {
    const state = watched.state();
    const [fault] = unsettled(state);
    if (fault !== undefined) return fault;
    const pods = surplus(state);
    evicted += (await Promise.all(pods.map((pod) => evict(api, pod)))).filter(Boolean).length;
    return pods.length === 0 || [...uneven(state)].join('; ');
  });
  return evicted;
}

/** https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/ */
async function evict(api: KubernetesApi, { metadata: { name, namespace } }: Pod): Promise<boolean> {
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  return api.request('POST', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, { body }).then(
    () => true,
    (error: unknown) => {
      // A budget blocks the eviction for now, or the pod has just been deleted.
      if (error instanceof ApiError && [404, 429].includes(error.status)) return false;
      throw error;
    },
  );
}
