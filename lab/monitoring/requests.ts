import type { KubernetesApi } from '../api/client.ts';
import { followReadyPods } from '../metrics/readyPods.ts';
import { counterText, counterType } from './exporter.ts';

/** A stand-in for the clients of an app, and for its pods, which count requests. */
export interface Requests {
  /** Sets the requests per second that all pods together get. */
  set(perSecond: number): void;
  /** What a pod answers to a GET; undefined when none is at this address. */
  answer(url: URL): Response | undefined;
  stop(): Promise<void>;
}

/** What is counted, and where it is shown. */
interface Counted {
  readonly namespace: string;
  /** Value of the label `app.kubernetes.io/name` of its pods. */
  readonly app: string;
  /** The port of a pod at which `/metrics` is. */
  readonly port: number;
  /** Such as `http_requests_total{status="200"}`. */
  readonly series: string;
}

/**
 * Simulates requests to an app, none at first: they are divided evenly between the pods that are ready. Each pod counts
 * those that it gets, from the moment at which it is ready.
 */
export function requests(api: KubernetesApi, { namespace, app, port, series }: Counted): Requests {
  /** Requests that a pod has got which was there from the beginning. */
  let each = 0;
  let perSecond = 0;
  let at = Date.now();
  let sharedBy = 0;
  /** For each pod, the value of `each` when it came. */
  const missed = new Map<string, number>();
  const advance = () => {
    const now = Date.now();
    if (sharedBy > 0) each += ((now - at) / 1000) * (perSecond / sharedBy);
    at = now;
  };
  const pods = followReadyPods(api, namespace, app, () => {
    advance();
    const names = new Set(pods.all().map(({ metadata }) => metadata.name));
    for (const name of missed.keys()) if (!names.has(name)) missed.delete(name);
    for (const name of names) if (!missed.has(name)) missed.set(name, each);
    sharedBy = names.size;
  });
  return {
    set(wanted) {
      advance();
      perSecond = wanted;
    },
    answer({ hostname, port: asked, pathname }) {
      const pod = pods.all().find(({ status }) => status?.podIP === hostname);
      if (!pod || Number(asked) !== port) return undefined;
      if (pathname !== '/metrics') return new Response(undefined, { status: 404 });
      advance();
      return new Response(counterText(series, each - (missed.get(pod.metadata.name) ?? each)), {
        headers: counterType,
      });
    },
    stop: pods.stop,
  };
}
