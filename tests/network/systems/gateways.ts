import type { Gateway } from '../../../generators/model/settings/cluster.ts';
import { istiodPort, istioGatewayPorts } from '../../../generators/upstream/istio.ts';
import { kongGatewayPorts } from '../../../generators/upstream/kong.ts';
import { apiServer } from '../addresses.ts';
import { gatewayPods, neighbours } from '../neighbours.ts';
import { at, calls, type Flow, listening, type Objects, type Part } from '../parts.ts';

/** Ports of the pods of each gateway. Those of Traefik are the values of its chart. */
const ports = {
  istio: istioGatewayPorts,
  kong: kongGatewayPorts,
  traefik: { http: 8000, https: 8443, metrics: 9100 },
} as const;

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
    ...calls([name], [neighbours.istiod.name], [istiodPort]),
    ...calls([name], ['gateways/ratelimit'], [8081]),
  ],
  kong: (name) => calls([name], ['gateways/limits-cache-proxy'], [6379]),
  traefik: (name) => [...calls([name], ['gateways/limits-cache-proxy'], [6379]), ...calls([name], [apiServer], [443])],
};
