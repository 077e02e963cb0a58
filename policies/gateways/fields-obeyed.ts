import { type ClusterView, rule } from '../../generators/model/rule.ts';
import type { Gateway } from '../../generators/model/settings/cluster.ts';
import { type GatewayFeatureName, gatewayFeatures, gatewaysWith } from '../../generators/upstream/gatewayFeatures.ts';
import { extension, route, withIstio } from '../example/gateways.ts';
import { kongRoute, withKong } from '../example/kong.ts';
import { forwardAuth, through, traefikRoute, withTraefik } from '../example/traefik.ts';
import { withField } from '../example/withField.ts';
import { at, listAt, textAt } from '../kubernetes/reading.ts';
import { gatewaysOfRule } from '../systems/gateways/extensions.ts';
import { kindOfGateway } from '../systems/gateways/kindOfGateway.ts';
import { type RouteRule, routeRulesOf } from '../systems/gateways/routeRule.ts';

const filters = 'spec.rules[0].filters';
const cors = { type: 'CORS', cors: { allowOrigins: ['https://www.example.com'] } };
const mirror = { type: 'RequestMirror', requestMirror: { backendRef: { name: 'api', port: 8080 } } };

const fieldsObeyed = rule({
  code: 'fields-obeyed',
  severity: 'error',
  title: 'A route uses no field that its gateway ignores.',
  why:
    'Traefik answers 500 to a rule with a filter that it does not know, and ignores timeouts, with a green status both ' +
    'times. https://gateway-api.sigs.k8s.io/concepts/conformance/#2-support-levels',
  fix: 'Use what stands in for it with this gateway (docs/gateways.md), or choose a gateway that obeys the field.',
  *check(view) {
    for (const rule of routeRulesOf(view)) {
      for (const gateway of kindsOf(view, rule)) {
        for (const { field, feature } of usedBy(rule)) {
          const support = gatewayFeatures[feature][gateway];
          if (support === 'native') continue;
          const others = gatewaysWith(gatewayFeatures[feature]).filter((one) => !one.startsWith(gateway));
          const instead = support === 'none' ? '' : `; there it is done ${support}`;
          const elsewhere = others.length > 0 ? ` Others have it: ${others.join(', ')}.` : '';
          const message = `The gateway ${gateway} does not obey ${gatewayFeatures[feature].field}${instead}.${elsewhere}`;
          yield { object: rule.route, field, message };
        }
        for (const { field, group } of extensionsOf(rule)) {
          if (group === extensionGroups[gateway]) continue;
          const message = `The gateway ${gateway} knows no extension of ${group}: it refuses or ignores the filter.`;
          yield { object: rule.route, field, message };
        }
      }
    }
  },
  passes: [
    {
      title: 'CORS, copies and timeouts, by Istio',
      among: withIstio,
      objects: [withField(route, filters, [cors, mirror])],
    },
    { title: 'its own extension, by Traefik', among: withTraefik, objects: [forwardAuth] },
  ],
  fails: [
    {
      title: 'a timeout that Traefik ignores',
      among: withTraefik,
      objects: [withField(traefikRoute, 'spec.rules[0].timeouts', { request: '15s' })],
    },
    {
      title: 'filters that Traefik does not know',
      among: withTraefik,
      objects: [withField(traefikRoute, filters, [...through('tokens'), cors, mirror])],
    },
    {
      title: 'a filter that Kong does not know',
      among: withKong,
      objects: [withField(kongRoute, filters, [cors])],
    },
    {
      title: 'an extension of another gateway',
      among: withIstio,
      objects: [
        { ...forwardAuth, spec: { headers: {} } },
        withField(route, filters, [extension('traefik.io', 'Middleware', 'tokens')]),
      ],
    },
    {
      title: 'headers of gRPC answers with Traefik, which refuses all calls then',
      among: withTraefik,
      objects: [
        {
          ...traefikRoute,
          kind: 'GRPCRoute',
          spec: {
            ...(traefikRoute.spec as object),
            rules: [
              {
                matches: [{ method: { service: 'shop.Catalogue' } }],
                filters: [
                  ...through('tokens'),
                  {
                    type: 'ResponseHeaderModifier',
                    responseHeaderModifier: { set: [{ name: 'X-Content-Type-Options', value: 'nosniff' }] },
                  },
                ],
                backendRefs: [{ name: 'api', port: 8080 }],
              },
            ],
          },
        },
      ],
      without: [traefikRoute],
    },
    {
      title: 'a canary of gRPC with Kong, which splits nothing there',
      among: withKong,
      objects: [
        {
          ...kongRoute,
          kind: 'GRPCRoute',
          spec: {
            ...(kongRoute.spec as object),
            rules: [
              {
                matches: [{ method: { service: 'shop.Catalogue' }, headers: [{ name: 'X-Beta', value: 'yes' }] }],
                backendRefs: [
                  { name: 'api', port: 8080, weight: 90 },
                  { name: 'api', port: 8080, weight: 10 },
                ],
              },
            ],
          },
        },
      ],
      without: [kongRoute],
    },
  ],
});

/** The API group of the extensions of each gateway. */
const extensionGroups: Readonly<Partial<Record<Gateway, string>>> = {
  kong: 'configuration.konghq.com',
  traefik: 'traefik.io',
};

interface Used {
  readonly field: string;
  readonly feature: GatewayFeatureName;
}

/** Features by the type of their filter. */
const byFilter: Readonly<Record<string, GatewayFeatureName>> = {
  CORS: 'cors',
  RequestMirror: 'mirror',
  ExternalAuth: 'externalAuth',
};

function usedBy({ field, filters, value, isGrpc, backends, matches }: RouteRule): readonly Used[] {
  const answers = isGrpc && filters.find(({ type }) => type === 'ResponseHeaderModifier');
  const byKey = { timeouts: 'timeouts', retry: 'retries', sessionPersistence: 'sessions' } as const;
  const conditional = matches.find(({ conditions }) => conditions.length > 0);
  return [
    ...filters.flatMap((one) => {
      const feature = byFilter[one.type];
      return feature ? [{ field: one.field, feature }] : [];
    }),
    ...Object.entries(byKey)
      .filter(([key]) => at(value, [key]) !== undefined)
      .map(([key, feature]) => ({ field: `${field}.${key}`, feature })),
    ...(isGrpc && filters.length > 0 ? [{ field: `${field}.filters`, feature: 'grpcFilters' as const }] : []),
    ...(answers ? [{ field: answers.field, feature: 'grpcAnswers' as const }] : []),
    ...(isGrpc && conditional ? [{ field: conditional.field, feature: 'grpcHeaders' as const }] : []),
    ...(isGrpc && backends.length > 1 ? [{ field: `${field}.backendRefs`, feature: 'grpcCanary' as const }] : []),
  ];
}

function extensionsOf({ filters, value, field }: RouteRule) {
  const ofBackends = listAt(value, ['backendRefs']).flatMap((one) => listAt(one, ['filters']));
  return [
    ...filters,
    ...ofBackends.map((one) => ({ type: textAt(one, ['type']), field: `${field}.backendRefs`, value: one })),
  ]
    .filter(({ type }) => type === 'ExtensionRef')
    .map((one) => ({ field: one.field, group: textAt(one.value, ['extensionRef', 'group']) }));
}

function kindsOf(view: ClusterView, rule: RouteRule): readonly Gateway[] {
  const kinds = gatewaysOfRule(rule).flatMap((gateway) => kindOfGateway(view, gateway) ?? []);
  return [...new Set(kinds)];
}

export default fieldsObeyed;
