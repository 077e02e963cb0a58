import type { Gateway } from '../../../generators/model/settings/cluster.ts';
import { apiServer } from '../addresses.ts';
import { gatewayPods, neighbours } from '../neighbours.ts';
import { at, calls, type Flow, listening, type Objects, type Part } from '../parts.ts';

interface GatewayPods {
  readonly http: number;
  readonly https: number;
  readonly metrics: number;
}

/** Ports of the pods of each gateway. Those of Traefik are the values of its chart. */
const ports: Readonly<Record<Gateway, GatewayPods>> = {
  // `kube-gateway.yaml` of the chart `istiod`: pods listen on the ports of listeners.
  istio: { http: 80, https: 443, metrics: 15020 },
  // `pkg/consts/dataplane.go` of https://github.com/Kong/kong-operator
  kong: { http: 8000, https: 8443, metrics: 8100 },
  traefik: { http: 8000, https: 8443, metrics: 9100 },
};

/** Ports of `edge`: verification, the answer to old versions, and that for closed paths. */
const edge = [8080, 8081, 8082];

/**
 * The pods of a Gateway: Prometheus measures them, they ask `edge`, and what counts and configures. Kong's are
 * configured by a call from its operator, which its own policy lets in.
 */
export function gatewayParts(objects: Objects): Part[] {
  return objects
    .filter(({ kind, apiVersion }) => kind === 'Gateway' && apiVersion.startsWith('gateway.networking.k8s.io/'))
    .map((object) => {
      const kind = at<Gateway>(object, 'spec', 'gatewayClassName') ?? 'istio';
      const { metrics, ...requests } = ports[kind];
      const pods = { ...gatewayPods, ports: listening({ ...requests, metrics }), open: Object.values(requests) };
      return {
        pods: [pods],
        callers: [],
        services: {},
        flows: [...calls([pods.name], ['gateways/edge'], edge), ...own[kind](pods.name)],
      };
    });
}

const own: Readonly<Record<Gateway, (name: string) => readonly Flow[]>> = {
  istio: (name) => [
    ...calls([name], [neighbours.istiod.name], [15012]),
    ...calls([name], ['gateways/ratelimit'], [8081]),
  ],
  kong: (name) => calls([name], ['gateways/limits-cache-proxy'], [6379]),
  traefik: (name) => [...calls([name], ['gateways/limits-cache-proxy'], [6379]), ...calls([name], [apiServer], [443])],
};
