import type { IServersTransport } from '@kubernetes-models/traefik/traefik.io/v1alpha1/ServersTransport';
import type { ITraefikService } from '@kubernetes-models/traefik/traefik.io/v1alpha1/TraefikService';
import { type Resource, resource } from '../../../model/resource.ts';
import type { BackendRef } from '../kind.ts';
import type { RoutePlan } from '../plan.ts';

const apiVersion = 'traefik.io/v1alpha1';

/**
 * Traefik ignores the timeouts of an HTTPRoute, with a green status. What it has instead is a ServersTransport, which
 * only a TraefikService can name; so rules of ordinary routes go to a TraefikService in front of the Service. It bounds
 * the time from the last byte of a request to the headers of its answer (504), not the time of the whole answer.
 * https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/serverstransport/
 */
export function withinDeadline(plan: RoutePlan, service: string, port: number): BackendRef | undefined {
  const name = deadlineName(plan, service, port);
  return name === undefined ? undefined : { group: 'traefik.io', kind: 'TraefikService', name };
}

/** The objects that the rules of these routes go to, each once. */
export function deadlines(plans: readonly RoutePlan[], labels: Readonly<Record<string, string>>): Resource[] {
  const all = new Map<string, Resource>();
  for (const plan of plans) {
    const services = plan.paths.map((one) => [one.service, one.port] as const);
    const port = plan.paths[0]?.port;
    if (plan.canary && port !== undefined) services.push([plan.canary.service, port]);
    for (const [service, number] of services) {
      const name = deadlineName(plan, service, number);
      if (name === undefined) continue;
      const metadata = { namespace: plan.namespace, labels: { ...labels } };
      const transport = `${plan.app}-${plan.seconds}s`;
      all.set(
        transport,
        resource<IServersTransport>({
          apiVersion,
          kind: 'ServersTransport',
          metadata: { ...metadata, name: transport },
          spec: { forwardingTimeouts: { dialTimeout: '5s', responseHeaderTimeout: `${plan.seconds}s` } },
        }),
      );
      all.set(
        name,
        resource<ITraefikService>({
          apiVersion,
          kind: 'TraefikService',
          metadata: { ...metadata, name },
          spec: { weighted: { services: [{ ...toService(service, number), serversTransport: transport }] } },
        }),
      );
    }
  }
  return [...all.values()];
}

/** By the address of the Service: the provider's `nativeLBByDefault` is not for the Services of a TraefikService. */
function toService(name: string, port: number) {
  return { kind: 'Service' as const, name, port, weight: 1, nativeLB: true };
}

function deadlineName({ protocol, seconds }: RoutePlan, service: string, port: number): string | undefined {
  return protocol === 'grpc' || seconds === undefined ? undefined : `${service}-${port}-${seconds}s`;
}
