import type { Resource } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { service } from '../example/api.ts';
import { route, withIstio } from '../example/gateways.ts';
import { metadataOf } from '../example/parts.ts';
import { traefikRoute, withTraefik } from '../example/traefik.ts';
import { withField } from '../example/withField.ts';
import { routeRulesOf } from '../systems/gateways/routeRule.ts';

const splitting = (kind: string, ...backends: readonly (readonly [name: string, weight?: number])[]): Resource =>
  withField({ ...route, kind }, 'spec.rules', [
    {
      matches: [kind === 'GRPCRoute' ? { method: { service: 'v1' } } : { path: { type: 'PathPrefix', value: '/v1' } }],
      backendRefs: backends.map(([name, weight]) => ({ name, port: 8080, ...(weight !== undefined && { weight }) })),
    },
  ]);
const whole = splitting('HTTPRoute', ['api', 1]);
const second = withField(service, 'metadata.name', 'api-second');

const between: Resource = {
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'TraefikService',
  metadata: { ...metadataOf('api', 'backend'), name: 'api-second-slow' },
  spec: { weighted: { services: [{ kind: 'Service', name: 'api-second', port: 8080, weight: 1 }] } },
};
const sharedByTraefik = withField(traefikRoute, 'spec.rules[0].backendRefs', [
  { group: '', kind: 'Service', name: 'api', port: 8080, weight: 90 },
  { group: 'traefik.io', kind: 'TraefikService', name: 'api-second-slow', weight: 10 },
]);

const shareHasPods = rule({
  code: 'share-has-pods',
  severity: 'error',
  title: 'A route gives a share of its requests only to a Service that was there before the change.',
  why:
    'The route changes at once and pods take their time, or never start: until then that share of the requests is ' +
    'answered with an error. https://gateway-api.sigs.k8s.io/guides/traffic-splitting/',
  fix: 'Begin with weight 0, look at it by the header for testers, and give it a share in the change after.',
  compares: true,
  *check(view, before) {
    if (!before) return;
    for (const { route, backends } of routeRulesOf(view)) {
      const { kind, metadata } = route.resource;
      // A new route takes requests from nobody.
      if (backends.length < 2 || !before.find(kind, metadata.namespace ?? '', metadata.name)) continue;
      const total = backends.reduce((sum, { weight }) => sum + weight, 0);
      for (const { field, namespace, name, weight } of backends) {
        if (weight === 0 || before.find('Service', namespace, name)) continue;
        const message = `It sends ${weight} of ${total} requests to the Service ${name}, which this change adds.`;
        yield { object: route, field: `${field}.weight`, message };
      }
    }
  },
  passes: [
    {
      title: 'a share of a Service that was there',
      among: withIstio,
      before: [whole, second],
      objects: [splitting('HTTPRoute', ['api', 90], ['api-second', 10]), second],
    },
    {
      title: 'a share of a Service that was there, behind a new TraefikService',
      among: withTraefik,
      before: [traefikRoute, second],
      objects: [between, sharedByTraefik, second],
    },
    {
      title: 'a new Service without a share',
      among: withIstio,
      before: [whole],
      objects: [splitting('HTTPRoute', ['api', 1], ['api-second', 0]), second],
    },
    {
      title: 'a new route',
      among: withIstio,
      before: [],
      objects: [withField(splitting('HTTPRoute', ['api', 90], ['api-second', 10]), 'metadata.name', 'api-v2'), second],
      without: [route],
    },
    {
      title: 'a new Service that testers alone reach',
      among: withIstio,
      before: [whole],
      objects: [splitting('HTTPRoute', ['api-second', 1]), second],
    },
  ],
  fails: [
    {
      title: 'a share of a new Service',
      among: withIstio,
      before: [whole],
      objects: [splitting('HTTPRoute', ['api', 90], ['api-second', 10]), second],
    },
    {
      title: 'a share of a new Service that says no weight',
      among: withIstio,
      before: [whole],
      objects: [splitting('HTTPRoute', ['api'], ['api-second']), second],
    },
    {
      title: 'a share of calls by gRPC',
      among: withIstio,
      before: [splitting('GRPCRoute', ['api', 1])],
      objects: [splitting('GRPCRoute', ['api', 50], ['api-second', 50]), second],
      without: [route],
    },
    {
      title: 'a share behind a TraefikService',
      among: withTraefik,
      before: [traefikRoute],
      objects: [between, sharedByTraefik, second],
    },
  ],
});

export default shareHasPods;
