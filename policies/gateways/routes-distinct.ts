import { nameOf } from '../../generators/model/resource.ts';
import { type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { anotherRoute, route, withIstio } from '../example/gateways.ts';
import { withField } from '../example/withField.ts';
import { hostsMeet } from '../systems/gateways/host.ts';
import { formatMatch, keyOfMatch, type RouteMatch } from '../systems/gateways/match.ts';
import { type RouteRule, routeRulesOf } from '../systems/gateways/routeRule.ts';

const rules = 'spec.rules';
const backendRefs = [{ group: '', kind: 'Service', name: 'api', port: 8080, weight: 1 }];
const under = (value: string, more: object = {}) => ({ path: { type: 'PathPrefix', value }, ...more });

const routesDistinct = rule({
  code: 'routes-distinct',
  severity: 'error',
  title: 'No two routes take the same requests: host, path, method, headers and query parameters tell them apart.',
  why:
    'Of two routes that take the same requests the older one gets them all, so which one it is depends on the cluster, ' +
    'and the other one is dead without a word in its status. ' +
    'https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule',
  fix: 'Take one of them away, or tell them apart by path, method or header; give gRPC a host of its own.',
  *check(view) {
    yield* sameRequests(view);
    yield* twoKinds(view);
  },
  passes: [
    {
      title: 'the same path by another method and with a header',
      among: withIstio,
      objects: [
        anotherRoute('beta', {
          matches: [under('/v1', { method: 'GET' }), under('/v1', { headers: [{ name: 'X-Beta', value: 'yes' }] })],
        }),
      ],
    },
    {
      title: 'a longer path, and the path alone',
      among: withIstio,
      objects: [anotherRoute('longer', { matches: [under('/v1/old'), { path: { type: 'Exact', value: '/v1' } }] })],
    },
  ],
  fails: [
    {
      title: 'the same path in another route',
      among: withIstio,
      objects: [anotherRoute('copy', { matches: [under('/v1')] })],
    },
    {
      title: 'a slash at the end, which makes no difference',
      among: withIstio,
      objects: [anotherRoute('copy', { matches: [under('/v1/')] })],
    },
    {
      title: 'a rule after one that takes the same',
      among: withIstio,
      objects: [
        withField(route, rules, [
          { matches: [under('/v1', { headers: [{ name: 'X-Beta', value: 'yes' }] })], backendRefs },
          { matches: [under('/v1', { headers: [{ name: 'x-beta', value: 'yes' }] })], backendRefs },
        ]),
      ],
    },
    {
      title: 'a route of gRPC at a host of other routes',
      among: withIstio,
      objects: [
        { ...anotherRoute('grpc', { matches: [{ method: { service: 'shop.Catalogue' } }] }), kind: 'GRPCRoute' },
      ],
    },
  ],
});

interface Taken {
  readonly rule: RouteRule;
  readonly match: RouteMatch;
}

function* sameRequests(view: ClusterView): Iterable<Violation> {
  const first = new Map<string, Taken>();
  const told = new Set<string>();
  for (const rule of routeRulesOf(view)) {
    for (const match of rule.matches) {
      for (const { host, listener } of placesOf(rule)) {
        const key = [listener, host, keyOfMatch(match)].join('\n');
        const earlier = first.get(key);
        if (!earlier) first.set(key, { rule, match });
        const place = `${nameOf(rule.route.resource)} ${rule.namespace} ${match.field}`;
        if (!earlier || told.has(place)) continue;
        told.add(place);
        const isSame = earlier.rule.route === rule.route;
        const who = isSame ? earlier.match.field : `${nameOf(earlier.rule.route.resource)} (${earlier.match.field})`;
        const message = `It takes ${formatMatch(match)} at ${host || 'every host'}, as ${who} does: ${isSame ? 'that one gets all of it' : 'the older of the two gets all of it'}.`;
        yield { object: rule.route, field: match.field, message };
      }
    }
  }
}

/** One of an HTTPRoute and a GRPCRoute at the same host and listener is refused: `hostnames` of the CRD of GRPCRoute. */
function* twoKinds(view: ClusterView): Iterable<Violation> {
  const all = routeRulesOf(view);
  const told = new Set<unknown>();
  for (const rule of all.filter(({ isGrpc }) => isGrpc)) {
    for (const { host, listener } of placesOf(rule)) {
      const other = all.find(
        (one) => !one.isGrpc && placesOf(one).some((at) => at.listener === listener && hostsMeet(at.host, host)),
      );
      if (!other || told.has(rule.route)) continue;
      told.add(rule.route);
      const message = `It is for gRPC at ${host || 'every host'}, where ${nameOf(other.route.resource)} is too: a listener takes one kind of route at a host, the older one.`;
      yield { object: rule.route, field: 'spec.hostnames', message };
    }
  }
}

/** Each host at each listener. */
function placesOf({ hosts, listeners }: RouteRule): readonly { readonly host: string; readonly listener: string }[] {
  return listeners.flatMap(({ gateway, name, hostname }) =>
    hosts
      .filter((host) => hostsMeet(host, hostname))
      .map((host) => ({
        host,
        listener: `${gateway.resource.metadata.namespace}/${gateway.resource.metadata.name}/${name}`,
      })),
  );
}

export default routesDistinct;
