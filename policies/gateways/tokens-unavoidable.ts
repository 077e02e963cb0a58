import { nameOf } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { service } from '../example/api.ts';
import {
  admission,
  anotherRoute,
  authorization,
  certificate,
  gateway,
  route,
  switchedOff,
  withIstio,
} from '../example/gateways.ts';
import { jwt, kongRoute, plugin, withKong } from '../example/kong.ts';
import { through, traefikRoute, withTraefik } from '../example/traefik.ts';
import { withField } from '../example/withField.ts';
import { at, textAt } from '../kubernetes/reading.ts';
import { hostsMeet } from '../systems/gateways/host.ts';
import { formatMatch, pathWithin, type RouteMatch } from '../systems/gateways/match.ts';
import { leadsToApps, type RouteBackend, type RouteRule, routeRulesOf } from '../systems/gateways/routeRule.ts';
import { demandsToken } from '../systems/gateways/tokens.ts';

const under = (value: string) => ({ path: { type: 'PathPrefix', value } });
const rewrite = (replacePrefixMatch: string) => ({
  type: 'URLRewrite',
  urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch } },
});
const operation = 'spec.rules[0].to[0].operation';

const tokensUnavoidable = rule({
  code: 'tokens-unavoidable',
  severity: 'error',
  title: 'What wants a token at one route is reached by no other route without one.',
  why:
    'A gateway verifies tokens route by route: a second route to the same path, or to the same port of a Service, goes ' +
    'around it, and an odd spelling of a path ends at the shorter one that is open. ' +
    'https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/',
  fix: 'Demand the token at this route too, or let it lead to another port with what is open alone.',
  *check(view) {
    const all = routeRulesOf(view)
      .filter((one) => one.listeners.length > 0 && leadsToApps(one))
      .flatMap((rule) => rule.matches.map((match) => ({ rule, match, known: demandsToken(view, rule, match) })));
    const guarded = all.filter(({ known }) => known);
    for (const { rule, match, known } of all) {
      // A preflight carries no token, and tells nothing.
      if (known || match.method === 'OPTIONS') continue;
      const around = guarded.find((one) => isBypass(rule, match, one.rule, one.match));
      if (!around) continue;
      const own = around.rule.route === rule.route ? around.match.field : nameOf(around.rule.route.resource);
      const message = `It takes ${formatMatch(match)} without a token to ${servicesOf(rule)}, and ${own} wants one for ${formatMatch(around.match)}.`;
      yield { object: rule.route, field: match.field, message };
    }
  },
  passes: [
    {
      title: 'an open path beside, to the same Service',
      among: withIstio,
      objects: [anotherRoute('pictures', { matches: [under('/pictures')] })],
    },
    {
      title: 'everything else of the host, to another port',
      among: withIstio,
      objects: [
        withField(service, 'spec.ports[1]', { name: 'public', port: 9090, targetPort: 'metrics', protocol: 'TCP' }),
        anotherRoute('all', { matches: [under('/')], backendRefs: [{ name: 'api', port: 9090 }] }),
      ],
    },
    {
      title: 'a policy that admits callers with a token, and preflights',
      among: withIstio,
      objects: [
        withField(admission, 'spec.rules[1]', {
          to: [{ operation: { methods: ['OPTIONS'], paths: ['/v1', '/v1/*'] } }],
        }),
        anotherRoute('longer', { matches: [under('/v1/orders')] }),
      ],
    },
    {
      title: 'two routes that both ask, by Traefik',
      among: withTraefik,
      objects: [anotherRoute('longer', { matches: [under('/v1/orders')], filters: through('tokens') })],
    },
  ],
  fails: [
    {
      title: 'a longer path where an EnvoyFilter switches the policy off',
      among: withIstio,
      objects: [
        admission,
        switchedOff('backend.orders.0', 'envoy.filters.http.rbac'),
        anotherRoute('orders', { matches: [under('/v1/orders')] }),
      ],
    },
    {
      title: 'a policy that admits everybody to a path',
      among: withIstio,
      objects: [
        withField(admission, 'spec.rules[1]', { to: [{ operation: { paths: ['/v1/orders', '/v1/orders/*'] } }] }),
        withField(route, 'spec.rules[0].matches', [under('/v1/carts')]),
        anotherRoute('orders', { matches: [under('/v1/orders')], filters: [rewrite('/v1/carts')] }),
      ],
    },
    {
      title: 'a path below that the policy leaves out',
      among: withIstio,
      objects: [
        withField(withField(authorization, `${operation}.notPaths`, ['/v1/orders']), 'spec.rules[1]', {
          from: [{ source: { notRequestPrincipals: ['*'] } }],
          to: [{ operation: { hosts: ['api.example.com'], paths: ['/v1', '/v1/*'], methods: ['POST'] } }],
        }),
        anotherRoute('orders', { matches: [{ path: { type: 'Exact', value: '/v1/orders' } }] }),
        anotherRoute('post', { matches: [{ ...under('/v1/'), method: 'POST' }] }),
      ],
    },
    {
      title: 'everything of the host to the same Service: /V1 and //v1 end there',
      among: withIstio,
      objects: [anotherRoute('all', { matches: [under('/')] })],
    },
    {
      title: 'the same path at another host',
      among: withIstio,
      objects: [
        withField(gateway, 'spec.listeners[https-api].hostname', '*.example.com'),
        withField(certificate, 'spec.dnsNames', ['*.example.com']),
        { ...withField(anotherRoute('other', { matches: [under('/v1')] }), 'spec.hostnames', ['old.example.com']) },
      ],
    },
    {
      title: 'another path that a filter makes the same, by Traefik',
      among: withTraefik,
      objects: [
        anotherRoute('old', {
          matches: [under('/old')],
          filters: [
            { type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['X-User-Id'] } },
            rewrite('/v1'),
          ],
        }),
      ],
    },
    {
      title: 'a path below without the middleware',
      among: withTraefik,
      objects: [
        traefikRoute,
        anotherRoute('orders', {
          matches: [under('/v1/orders')],
          filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['X-User-Id'] } }],
        }),
      ],
    },
    {
      title: 'a plugin that lets strangers pass as somebody, by Kong',
      among: withKong,
      objects: [
        kongRoute,
        plugin('guests', 'jwt', { anonymous: 'guest' }),
        {
          ...anotherRoute('orders', { matches: [under('/v1/orders')] }),
          metadata: {
            ...kongRoute.metadata,
            name: 'orders',
            annotations: { 'konghq.com/plugins': 'identity, guests' },
          },
        },
      ],
    },
    {
      title: 'a plugin that is switched off, by Kong',
      among: withKong,
      objects: [
        { ...plugin('off', 'jwt', {}), disabled: true },
        jwt,
        {
          ...anotherRoute('orders', { matches: [under('/v1/orders')] }),
          metadata: { ...kongRoute.metadata, name: 'orders', annotations: { 'konghq.com/plugins': 'identity, off' } },
        },
      ],
    },
  ],
});

function isBypass(rule: RouteRule, match: RouteMatch, other: RouteRule, guarded: RouteMatch): boolean {
  if (match.method !== '' && guarded.method !== '' && match.method !== guarded.method) return false;
  const sameHost = rule.hosts.some((host) => other.hosts.some((one) => hostsMeet(host, one)));
  const isWithin = pathWithin(match.path, guarded.path);
  if (sameHost && isWithin) return true;
  const sameService = rule.backends.some((one) => other.backends.some((that) => keyOf(one) === keyOf(that)));
  return sameService && (isWithin || pathWithin(guarded.path, match.path) || rewrites(rule));
}

function keyOf({ namespace, name, port }: RouteBackend): string {
  return `${namespace}/${name}:${port}`;
}

function rewrites({ filters }: RouteRule): boolean {
  return filters.some(({ value }) => textAt(value, ['type']) === 'URLRewrite' && at(value, ['urlRewrite', 'path']));
}

function servicesOf({ backends }: RouteRule): string {
  return [...new Set(backends.map(keyOf))].join(', ');
}

export default tokensUnavoidable;
