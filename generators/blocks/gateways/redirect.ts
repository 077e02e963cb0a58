import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import { type Resource, resource } from '../../model/resource.ts';
import { gatewayName, gatewayNamespace } from '../../upstream/gateways.ts';
import type { Shared } from '../platform/clusterApp.ts';
import type { GatewayKind } from './kind.ts';
import { closedBackend } from './rules/backends.ts';

/** Name of the HTTPRoute that answers plain HTTP. */
export const redirectName = 'redirect-to-https';

/** What answers plain HTTP, whatever the host: 301 to the same address by HTTPS. */
export function redirectToHttps({ labels }: Shared, { redirect }: Pick<GatewayKind, 'redirect'>): Resource {
  const answer = redirect
    ? { backendRefs: [{ group: '', kind: 'Service', ...closedBackend, weight: 1 }] }
    : { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] };
  return resource<IHTTPRoute>({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: {
      name: redirectName,
      namespace: gatewayNamespace,
      labels: { ...labels },
      ...(redirect && { annotations: { ...redirect.annotations } }),
    },
    spec: {
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gatewayName, sectionName: 'http' }],
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], ...answer }] as NonNullable<
        NonNullable<IHTTPRoute['spec']>['rules']
      >,
    },
  });
}
