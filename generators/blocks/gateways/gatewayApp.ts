import type { IGateway } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway';
import { collected, type Declared } from '../../model/fact.ts';
import type { Inputs } from '../../model/inputs.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { gatewayName, gatewayNamespace } from '../../upstream/gateways.ts';
import { ownKeys } from '../outside/entryKeys.ts';
import type { ClusterPart, Shared } from '../platform/clusterApp.ts';
import { edgeGrant } from './edge/grant.ts';
import { gatewayPolicy } from './gatewayPolicy.ts';
import { listenerName } from './httpRoute.ts';
import type { GatewayKind } from './kind.ts';
import { gatewayOf } from './kinds.ts';
import type { DeclaredRoute, VerifiedRoute } from './plan.ts';
import { redirectToHttps } from './redirect.ts';
import { publicRoute } from './routes.ts';
import { tokensOf } from './tokens.ts';
import { certificate, certificateName } from './zone/certificate.ts';

/** The hosts of all routes of a cluster, sorted. */
export function hostsOf({ inputs }: Pick<Shared, 'inputs'>): readonly string[] {
  return [...new Set(collected(inputs, publicRoute).map(({ value }) => value.host))].sort();
}

/** The Gateway of a cluster and what belongs to it, of the kind that the cluster names. */
export const gateway: ClusterPart = (shared) => gatewayObjects(shared, gatewayOf(shared.inputs.cluster));

/** What the entry of the gateway holds, where it has one. */
export function gatewayKeys(inputs: Inputs): readonly Declared[] {
  const { entry } = gatewayOf(inputs.cluster);
  return entry ? ownKeys(entry, inputs) : [];
}

/** A Gateway: a listener with TLS for each host that routes name, and one that redirects to them. */
export function gatewayObjects(shared: Shared, kind: GatewayKind): readonly Resource[] {
  const routes = collected(shared.inputs, publicRoute).map((one) => ({ ...one, value: verified(one.value, shared) }));
  const { annotations, spec, ports = { http: 80, https: 443 } } = kind.gateway(shared);
  const allowedRoutes = { namespaces: { from: 'Selector', selector: { matchLabels: labelsOfTiers(shared) } } };
  return [
    resource<IGateway>({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: {
        name: gatewayName,
        namespace: gatewayNamespace,
        labels: { ...shared.labels },
        ...(annotations && { annotations }),
      },
      spec: {
        gatewayClassName: kind.className,
        listeners: [
          { name: 'http', port: ports.http, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
          ...hostsOf(shared).map((hostname) => ({
            name: listenerName(hostname),
            hostname,
            port: ports.https,
            protocol: 'HTTPS',
            tls: {
              mode: 'Terminate',
              certificateRefs: [{ group: '', kind: 'Secret', name: certificateName(hostname) }],
            },
            allowedRoutes,
          })),
        ],
        ...spec,
      } as NonNullable<IGateway['spec']>,
    }),
    redirectToHttps(shared, kind),
    ...hostsOf(shared).map((host) => certificate(host, shared.labels, kind.secretLabels)),
    gatewayPolicy(shared, kind, routes),
    ...edgeGrant(
      routes.map(({ value }) => value),
      shared.labels,
    ),
    ...kind.objects(shared, routes),
  ];
}

/** A route with what its tokens are verified by in this cluster. */
function verified({ tokens, ...route }: DeclaredRoute, { inputs }: Pick<Shared, 'inputs'>): VerifiedRoute {
  return { ...route, ...(tokens && { tokens: tokensOf(tokens.contract, inputs) }) };
}

/** Namespaces whose routes may use the listeners: all of this repository. */
function labelsOfTiers({ inputs }: Shared): Record<string, string> {
  return { 'app.kubernetes.io/part-of': inputs.fleet.name };
}
