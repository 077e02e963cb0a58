import { rule } from '../../generators/model/rule.ts';
import { identityHeader } from '../../generators/upstream/gateways.ts';
import { authentication, route, switchedOff, withIstio } from '../example/gateways.ts';
import { identity, plugin, withKong } from '../example/kong.ts';
import { forwardAuth, middleware, through, traefikRoute, withTraefik } from '../example/traefik.ts';
import { withField } from '../example/withField.ts';
import { headerReplaced } from '../systems/gateways/identityHeader.ts';
import { leadsToApps, routeRulesOf } from '../systems/gateways/routeRule.ts';

const filters = 'spec.rules[0].filters';
const modifier = (requestHeaderModifier: object) => [{ type: 'RequestHeaderModifier', requestHeaderModifier }];

const identityFromGateway = rule({
  code: 'identity-from-gateway',
  severity: 'error',
  title: `No request reaches an app with a header ${identityHeader} that its caller wrote.`,
  why:
    'Apps take the user from that header. Where a gateway passes on what came in, every caller is whoever they say. ' +
    'https://cheatsheetseries.owasp.org/cheatsheets/Microservices_Security_Cheat_Sheet.html',
  fix: `Remove ${identityHeader} from requests that come in, or overwrite it: by a filter of the route, or by what verifies its tokens.`,
  *check(view) {
    const told = new Set<unknown>();
    for (const rule of routeRulesOf(view)) {
      if (!leadsToApps(rule) || told.has(rule.route) || headerReplaced(view, rule, identityHeader)) continue;
      told.add(rule.route);
      const to = rule.backends.map(({ name }) => name).join(', ');
      const message = `Nothing removes or overwrites ${identityHeader} of requests on their way to ${to}.`;
      yield { object: rule.route, field: rule.field, message };
    }
  },
  passes: [
    {
      title: 'a filter of the route that removes it',
      among: withIstio,
      objects: [
        withField(authentication, 'spec.jwtRules[0].outputClaimToHeaders', undefined),
        withField(route, filters, modifier({ remove: ['x-user-id'] })),
      ],
    },
    {
      title: 'a filter that removes it, where another middleware asks for tokens',
      among: withTraefik,
      objects: [
        middleware('tokens', { forwardAuth: { address: 'https://auth.example.com/verify' } }),
        middleware('strip', { headers: { customRequestHeaders: { 'X-User-Id': '' } } }),
        withField(traefikRoute, filters, through('strip', 'tokens')),
      ],
    },
    {
      title: 'a plugin that removes it',
      among: withKong,
      objects: [plugin('identity', 'request-transformer', { remove: { headers: ['x-user-id'] } })],
    },
  ],
  fails: [
    {
      title: 'tokens that are not looked at on this route',
      among: withIstio,
      objects: [switchedOff('backend.api.0', 'envoy.filters.http.jwt_authn')],
    },
    {
      title: 'tokens whose subject is not written anywhere',
      among: withIstio,
      objects: [withField(authentication, 'spec.jwtRules[0].outputClaimToHeaders', undefined)],
    },
    {
      title: 'a filter that adds a second one',
      among: withIstio,
      objects: [
        withField(authentication, 'spec.jwtRules[0].outputClaimToHeaders[0].header', 'X-User'),
        withField(route, filters, modifier({ add: [{ name: 'X-User-Id', value: 'nobody' }] })),
      ],
    },
    {
      title: 'another header of the answer',
      among: withTraefik,
      objects: [withField(forwardAuth, 'spec.forwardAuth.authResponseHeaders', ['X-User'])],
    },
    {
      title: 'a plugin that removes another',
      among: withKong,
      objects: [withField(identity, 'config.access', ["kong.service.request.clear_header('X-User')"])],
    },
  ],
});

export default identityFromGateway;
