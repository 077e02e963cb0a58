import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import type { Gateway } from '../../../generators/model/settings/cluster.ts';
import { at, listAt, textAt, texts } from '../../kubernetes/reading.ts';
import { gatewaysOfRule, isSwitchedOff, middlewaresOf, pluginsOf, policiesOfGateway } from './extensions.ts';
import { operationsCover, operationsMeet, probesOf } from './istioPaths.ts';
import { kindOfGateway } from './kindOfGateway.ts';
import type { RouteMatch } from './match.ts';
import type { RouteRule } from './routeRule.ts';

/** Whether every gateway of a rule demands that callers prove who they are, whatever they ask for by this match. */
export function demandsToken(view: ClusterView, rule: RouteRule, match: RouteMatch): boolean {
  const all = gatewaysOfRule(rule);
  return (
    all.length > 0 &&
    all.every((gateway) => {
      const kind = kindOfGateway(view, gateway);
      return kind !== undefined && demanded[kind](view, rule, match, gateway);
    })
  );
}

type Demanded = (view: ClusterView, rule: RouteRule, match: RouteMatch, gateway: Built) => boolean;

const demanded: Readonly<Record<Gateway, Demanded>> = {
  traefik: (view, rule) =>
    middlewaresOf(view, rule).some(({ resource: { spec } }) =>
      ['forwardAuth', 'basicAuth', 'digestAuth'].some((key) => at(spec, [key]) !== undefined),
    ),
  kong: (view, rule) =>
    pluginsOf(view, rule).some(
      ({ resource }) => proving.has(textAt(resource, ['plugin'])) && textAt(resource, ['config', 'anonymous']) === '',
    ),
  istio(view, rule, match, gateway) {
    if (isSwitchedOff(view, rule, gateway, 'envoy.filters.http.rbac')) return false;
    const policies = policiesOfGateway(view, gateway, 'AuthorizationPolicy', 'security.istio.io');
    const policiesTo = (action: string) =>
      policies.filter(({ resource }) => (textAt(resource.spec, ['action']) || 'ALLOW') === action);
    const rulesOf = (action: string) => policiesTo(action).flatMap(({ resource }) => listAt(resource.spec, ['rules']));
    // With one policy that admits, whatever none admits is denied.
    const isClosed = policiesTo('ALLOW').length > 0;
    const denials = [...rulesOf('DENY').filter(meansStrangers), ...rulesOf('CUSTOM')];
    const admissions = rulesOf('ALLOW');
    return rule.hosts.every((host) =>
      probesOf(match).every((probe) => {
        const asked = { host, method: match.method, probe };
        if (denials.some((one) => operationsCover(one, asked))) return true;
        return isClosed && !admissions.some((one) => !wantsCaller(one) && operationsMeet(one, asked));
      }),
    );
  },
};

/** Plugins of Kong after which a caller is known: https://developer.konghq.com/plugins/?category=authentication */
const proving = new Set(['jwt', 'key-auth', 'basic-auth', 'oauth2', 'hmac-auth', 'ldap-auth', 'openid-connect']);

/** Whether a rule that denies means everybody without a token: it has no other condition. */
function meansStrangers(rule: object): boolean {
  const sources = listAt(rule, ['from']).map((one) => at(one, ['source']));
  const byHeader = listAt(rule, ['when']);
  const named = (one: unknown, key: string) => texts(at(one, [key]) as string[] | undefined);
  const isStranger = (one: unknown) =>
    named(one, 'notRequestPrincipals').includes('*') && Object.keys(one as object).length === 1;
  if (byHeader.length > 0) {
    return (
      sources.length === 0 &&
      byHeader.length === 1 &&
      byHeader.every(
        (one) => textAt(one, ['key']) === 'request.auth.principal' && named(one, 'notValues').includes('*'),
      )
    );
  }
  return sources.length === 0 || sources.some(isStranger);
}

/** Whether a rule that admits is for callers with a token alone. */
function wantsCaller(rule: object): boolean {
  const sources = listAt(rule, ['from']).map((one) => at(one, ['source', 'requestPrincipals']));
  const claims = listAt(rule, ['when']).map((one) => textAt(one, ['key']));
  return (
    (sources.length > 0 && sources.every((one) => texts(one as string[] | undefined).length > 0)) ||
    claims.some((key) => key.startsWith('request.auth.'))
  );
}
