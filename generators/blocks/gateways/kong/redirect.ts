import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import { type Resource, resource } from '../../../model/resource.ts';
import { gatewayName, gatewayNamespace } from '../../../upstream/gateways.ts';
import type { Shared } from '../../platform/clusterApp.ts';
import { httpsOnly } from './routeAnnotations.ts';

/**
 * What answers plain HTTP, whatever the host: a route for HTTPS alone, which makes Kong answer 301 itself. The filter
 * `RequestRedirect` does not do, because the controller leaves out its scheme: `Location: /` would lead back to plain
 * HTTP. Over HTTPS it is what no other route takes: 404.
 * `generateRequestRedirectUsingRedirectKongPlugin` in `ingress-controller/internal/dataplane/translator/subtranslator/httproute.go`
 * of https://github.com/Kong/kong-operator/tree/v2.2.3
 * @param answer the Service that answers 404
 */
export function redirectToHttps(
  { labels }: Shared,
  answer: { readonly name: string; readonly port: number },
): Resource {
  return resource<IHTTPRoute>({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: {
      name: 'redirect-to-https',
      namespace: gatewayNamespace,
      labels: { ...labels },
      annotations: { ...httpsOnly },
    },
    spec: {
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gatewayName, sectionName: 'http' }],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ group: '', kind: 'Service', ...answer, weight: 1 }],
        },
      ] as NonNullable<NonNullable<IHTTPRoute['spec']>['rules']>,
    },
  });
}
