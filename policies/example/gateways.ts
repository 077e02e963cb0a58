import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate';
import type { IGateway } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway';
import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy';
import type { IRequestAuthentication } from '@kubernetes-models/istio/security.istio.io/v1/RequestAuthentication';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { keyOf, type Resource, resource } from '../../generators/model/resource.ts';
import { configMap, networkPolicy } from './api.ts';
import { exampleObjects } from './index.ts';
import { dns, metadataOf, openTo, peerOf } from './parts.ts';
import { namespaceObjects } from './platform.ts';
import { labelsOf } from './pod.ts';
import { withField } from './withField.ts';

/** Name, namespace and labels of what belongs to the Gateway. */
export const gatewayMetadata = metadataOf('gateway', 'gateways');
const target = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'gateway' };

/** The Gateway, with one host. */
export const gateway = resource<IGateway>({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: gatewayMetadata,
  spec: {
    gatewayClassName: 'istio',
    infrastructure: {
      labels: labelsOf('gateway'),
      parametersRef: { group: '', kind: 'ConfigMap', name: 'gateway' },
    },
    listeners: [
      { name: 'http', port: 80, protocol: 'HTTP' },
      {
        name: 'https-api',
        hostname: 'api.example.com',
        port: 443,
        protocol: 'HTTPS',
        tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'api-certificate' }] },
      },
    ],
  },
});

/** What istiod is told of its pods. */
export const gatewayParameters = resource<IConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: gatewayMetadata,
  data: {
    horizontalPodAutoscaler: 'spec: { minReplicas: 2, maxReplicas: 6 }\n',
    deployment:
      'spec: { template: { spec: { containers: [{ name: istio-proxy, resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 128Mi } } }] } } }\n',
  },
});

/** Writes the Secret of the host. */
export const certificate = resource<ICertificate>({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { ...gatewayMetadata, name: 'api-certificate' },
  spec: {
    secretName: 'api-certificate',
    dnsNames: ['api.example.com'],
    issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'acme' },
  },
});

/** Who signs it. */
const issuer: Resource = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  metadata: { name: 'acme', labels: labelsOf('gateway') },
  spec: { acme: { server: 'https://acme.example.com/directory', privateKeySecretRef: { name: 'acme' } } },
};

/** Verifies tokens, and writes the header of the user. */
export const authentication = resource<IRequestAuthentication>({
  apiVersion: 'security.istio.io/v1',
  kind: 'RequestAuthentication',
  metadata: gatewayMetadata,
  spec: {
    targetRefs: [target],
    jwtRules: [
      {
        issuer: 'https://auth.example.com/realms/shop',
        audiences: ['shop'],
        outputClaimToHeaders: [{ header: 'X-User-Id', claim: 'sub' }],
      },
    ],
  },
});

/** Denies requests without a token below /v1. */
export const authorization = resource<IAuthorizationPolicy>({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: gatewayMetadata,
  spec: {
    targetRefs: [target],
    action: 'DENY',
    rules: [
      {
        from: [{ source: { notRequestPrincipals: ['*'] } }],
        to: [{ operation: { hosts: ['api.example.com'], paths: ['/v1', '/v1/*'], notMethods: ['OPTIONS'] } }],
      },
    ],
  },
});

/** Takes /v1 of `api` outside. */
export const route = resource<IHTTPRoute>({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: metadataOf('api', 'backend'),
  spec: {
    parentRefs: [
      {
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        name: 'gateway',
        namespace: 'gateways',
        sectionName: 'https-api',
      },
    ],
    hostnames: ['api.example.com'],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/v1' } }],
        timeouts: { request: '15s' },
        backendRefs: [{ group: '', kind: 'Service', name: 'api', port: 8080, weight: 1 }],
      },
    ] as unknown as NonNullable<NonNullable<IHTTPRoute['spec']>['rules']>,
  },
});

/** Lets the gateway call `api`, and resolve names. Whom it lets in is not in these examples. */
export const gatewayPolicy = resource<INetworkPolicy>({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: gatewayMetadata,
  spec: {
    podSelector: { matchLabels: labelsOf('gateway') },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [],
    egress: [dns, { to: [peerOf('api', 'backend')], ports: [{ protocol: 'TCP', port: 8080 }] }],
  },
});

/** What lets the world in to `api`, by Istio. */
const istioObjects: readonly Resource[] = [
  ...namespaceObjects('gateways'),
  gateway,
  gatewayParameters,
  gatewayPolicy,
  certificate,
  issuer,
  authentication,
  authorization,
  route,
  withField(networkPolicy, 'spec.ingress[1]', openTo(peerOf('gateway', 'gateways'), 8080)),
  withField(configMap, 'data', {
    FILES_URL: 'http://files.media.svc.cluster.local:8080',
    OIDC_ISSUER: 'https://auth.example.com/realms/shop',
    OIDC_AUDIENCE: 'shop',
    OIDC_JWKS_URL: 'https://auth.example.com/certs',
  }),
];

/** The complete set with these objects in place of those of the same identity; of two of one identity the later. */
export function completeWith(...objects: readonly Resource[]): readonly Resource[] {
  const replaced = new Set(objects.map(keyOf));
  return [
    ...exampleObjects.filter((one) => !replaced.has(keyOf(one))),
    ...new Map(objects.map((one) => [keyOf(one), one])).values(),
  ];
}

/** The complete set, which the world reaches by Istio. */
export const withIstio = completeWith(...istioObjects);

/** The objects that are the same for each gateway. */
export const gatewayObjects: readonly Resource[] = istioObjects.filter(
  ({ kind }) => !['Gateway', 'HTTPRoute', 'RequestAuthentication', 'AuthorizationPolicy'].includes(kind),
);

/** The route again, with another name and one rule changed. */
export function anotherRoute(name: string, rule: object, namespace = 'backend'): Resource {
  return withField({ ...route, metadata: { ...metadataOf('api', namespace), name } }, 'spec.rules', [
    { backendRefs: [{ group: '', kind: 'Service', name: 'api', port: 8080, weight: 1 }], ...rule },
  ]);
}

/** Admits callers with a token alone, wherever no other policy admits. */
export const admission = withField(withField(authorization, 'spec.action', 'ALLOW'), 'spec.rules', [
  { from: [{ source: { requestPrincipals: ['https://auth.example.com/realms/shop/*'] } }] },
]);

/** Switches filters of Envoy off for one rule of a route. */
export function switchedOff(rule: string, ...filters: readonly string[]): Resource {
  const off = { '@type': 'type.googleapis.com/envoy.config.route.v3.FilterConfig', disabled: true };
  const value = { typed_per_filter_config: Object.fromEntries(filters.map((name) => [name, off])) };
  return {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { ...gatewayMetadata, name: 'open' },
    spec: {
      targetRefs: [target],
      configPatches: [
        {
          applyTo: 'HTTP_ROUTE',
          match: { context: 'GATEWAY', routeConfiguration: { vhost: { route: { name: rule } } } },
          patch: { operation: 'MERGE', value },
        },
      ],
    },
  };
}

/** The filter by which a rule of a route names an extension. */
export function extension(group: string, kind: string, name: string): object {
  return { type: 'ExtensionRef', extensionRef: { group, kind, name } };
}
