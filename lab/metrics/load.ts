import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesApi } from '../api/client.ts';
import { ApiError } from '../api/error.ts';
import { followReadyPods } from './readyPods.ts';

/**
 * The annotation from which KWOK reads the CPU usage of a pod:
 * https://kwok.sigs.k8s.io/docs/user/resource-usage-configuration/
 */
const annotation = 'kwok.x-k8s.io/usage-cpu';

/** Simulated work, divided evenly between the pods of a workload. */
export interface Load {
  /** Sets the work of all pods together, in CPUs. */
  set(cpus: number): void;
  stop(): Promise<void>;
}

/**
 * Simulates the CPU usage of an app's pods, zero at first. Whenever pods are created or deleted, the work is divided
 * again between those that are ready. A pod that is not ready uses nothing.
 * @param app value of the label `app.kubernetes.io/name`
 */
export function load(api: KubernetesApi, namespace: string, app: string): Load {
  const ended = new AbortController();
  const { signal } = ended;
  const pods = followReadyPods(api, namespace, app);
  let cpus = 0;

  async function spread(): Promise<void> {
    const ready = pods.all();
    const share = `${Math.round((cpus / Math.max(1, ready.length)) * 1000)}m`;
    for (const { apiVersion, kind, metadata } of ready.filter(
      (pod) => pod.metadata.annotations?.[annotation] !== share,
    )) {
      const pod = { apiVersion, kind, metadata: { namespace, name: metadata.name } };
      await api.patch(pod, { metadata: { annotations: { [annotation]: share } } }).catch(unlessGone);
    }
  }

  const run = async () => {
    while (!signal.aborted) {
      await spread();
      await sleep(500, undefined, { signal }).catch(() => {});
    }
  };
  const running = run();
  return {
    set: (wanted) => {
      cpus = wanted;
    },
    async stop() {
      ended.abort();
      await Promise.all([running, pods.stop()]);
    },
  };
}

function unlessGone(error: unknown): void {
  if (!(error instanceof ApiError && error.status === 404)) throw error;
}
