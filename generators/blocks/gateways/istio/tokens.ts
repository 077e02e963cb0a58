import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy';
import type { IRequestAuthentication } from '@kubernetes-models/istio/security.istio.io/v1/RequestAuthentication';
import { Failure } from '../../../model/finding.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { identityHeader } from '../../../upstream/gateways.ts';
import type { RoutePlan, VerifiedRoute } from '../plan.ts';
import type { TokenCheck } from '../tokens.ts';
import { envoyFilter, onRequests } from './envoyFilter.ts';
import { besideGateway, targetRefs } from './target.ts';

type Rules = NonNullable<NonNullable<IAuthorizationPolicy['spec']>['rules']>;

/**
 * What verifies tokens. Every request needs one, whatever its path: `openRoutes` leaves single routes out, and a route
 * that nobody named stays closed. Each object that is missing closes: without the RequestAuthentication no request has a
 * principal; without the policy `tokens` the policy `closed` allows nothing; without the label of the Gateway on pods,
 * by which the others find them, `closed` holds for all of the namespace.
 */
export function tokenPolicies(plans: readonly VerifiedRoute[], labels: Readonly<Record<string, string>>): Resource[] {
  const tokens = tokensIn(plans);
  return [
    resource<IAuthorizationPolicy>({
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: besideGateway('closed', labels),
      spec: {},
    }),
    ...(tokens ? [verification(tokens, labels), allowed(tokens, plans, labels), unauthorized(labels)] : []),
  ];
}

/** The tokens of all routes. The filter of Envoy takes a token for any of its audiences, on every route. */
function tokensIn(plans: readonly VerifiedRoute[]): TokenCheck | undefined {
  const [first, ...others] = plans.filter(({ tokens }) => tokens);
  const other = others.find(({ tokens }) => JSON.stringify(tokens) !== JSON.stringify(first?.tokens));
  if (other) {
    throw new Failure(
      `The routes ${first?.name} and ${other.name} want different tokens, and Istio would take either on both`,
      'Let both take the same tokens, or give the cluster another gateway.',
    );
  }
  return first?.tokens;
}

/**
 * Keys inside the cluster are fetched by the pods of the gateway, those outside by istiod, over TLS: in the mode `hybrid`
 * of `PILOT_JWT_ENABLE_REMOTE_JWKS`, which the values of its chart set.
 * https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
function verification({ issuer, audiences, keys }: TokenCheck, labels: Readonly<Record<string, string>>): Resource {
  return resource<IRequestAuthentication>({
    apiVersion: 'security.istio.io/v1',
    kind: 'RequestAuthentication',
    metadata: besideGateway('tokens', labels),
    spec: {
      targetRefs,
      jwtRules: [
        {
          issuer,
          audiences: [...audiences],
          jwksUri: keys,
          // By default a token in the query counts too, and addresses are logged by others.
          fromHeaders: [{ name: 'Authorization', prefix: 'Bearer ' }],
          // Apps verify it again.
          forwardOriginalToken: true,
          outputClaimToHeaders: [{ header: identityHeader.toLowerCase(), claim: 'sub' }],
        },
      ],
    },
  });
}

/** https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
function allowed(
  { issuer }: TokenCheck,
  plans: readonly RoutePlan[],
  labels: Readonly<Record<string, string>>,
): Resource {
  return resource<IAuthorizationPolicy>({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: besideGateway('tokens', labels),
    spec: {
      targetRefs,
      action: 'ALLOW',
      rules: [{ from: [{ source: { requestPrincipals: [`${issuer}/*`] } }] }, ...preflights(plans)],
    },
  });
}

/** Browsers send preflights without a token. The filter of CORS comes after this policy, and answers all of them. */
function preflights(plans: readonly RoutePlan[]): Rules {
  const asked = plans.filter(({ tokens, origins, protocol }) => tokens && protocol === 'http' && origins.length > 0);
  if (asked.length === 0) return [];
  return [
    {
      to: asked.map(({ host, paths, exact }) => ({
        operation: { hosts: [host], methods: ['OPTIONS'], paths: paths.flatMap(({ path }) => below(path, exact)) },
      })),
      when: [
        { key: 'request.headers[origin]', values: ['*'] },
        { key: 'request.headers[access-control-request-method]', values: ['*'] },
      ],
    },
  ];
}

function below(path: string, exact: boolean): string[] {
  return exact ? [path] : [path, `${path.replace(/\/$/, '')}/*`];
}

/** A policy answers 403; without a token it is 401 that tells a client to get one. */
function unauthorized(labels: Readonly<Record<string, string>>): Resource {
  const forbidden = {
    status_code_filter: { comparison: { op: 'EQ', value: { default_value: 403, runtime_key: 'gateway.forbidden' } } },
  };
  const withoutToken = {
    header_filter: { header: { name: 'authorization', present_match: true, invert_match: true } },
  };
  const mapper = {
    filter: { and_filter: { filters: [forbidden, withoutToken] } },
    status_code: 401,
    headers_to_add: [{ header: { key: 'WWW-Authenticate', value: 'Bearer' } }],
  };
  return envoyFilter('unauthorized', 10, [onRequests({ local_reply_config: { mappers: [mapper] } })], labels);
}
