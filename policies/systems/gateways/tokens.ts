import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import type { Gateway } from '../../../generators/model/settings/cluster.ts';
import type { RouteMatch } from '../../kubernetes/gatewayApi/match.ts';
import type { RouteRule } from '../../kubernetes/gatewayApi/routeRule.ts';
import { at, listAt, textAt, texts } from '../../kubernetes/reading.ts';
import { gatewaysOf, middlewaresOf, pluginsOf, policiesOfGateway } from './extensions.ts';
import { operationsCover, operationsMeet, probesOf } from './istioPaths.ts';
import { kindOfGateway } from './kindOfGateway.ts';

/** Whether every gateway of a rule demands that callers prove who they are, whatever they ask for by this match. */
export function demandsToken(view: ClusterView, rule: RouteRule, match: RouteMatch): boolean {
  const all = gatewaysOf(rule);
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
  istio(view, { hosts }, match, gateway) {
    const policies = policiesOfGateway(view, gateway, 'AuthorizationPolicy', 'security.istio.io');
    const rulesOf = (action: string) =>
      policies
        .filter(({ resource }) => (textAt(resource.spec, ['action']) || 'ALLOW') === action)
        .flatMap(({ resource }) => listAt(resource.spec, ['rules']));
    const denials = [...rulesOf('DENY').filter(meansStrangers), ...rulesOf('CUSTOM')];
    const admissions = rulesOf('ALLOW');
    return hosts.every((host) =>
      probesOf(match).every((probe) => {
        const asked = { host, method: match.method, probe };
        if (denials.some((one) => operationsCover(one, asked))) return true;
        return admissions.length > 0 && !admissions.some((one) => !wantsCaller(one) && operationsMeet(one, asked));
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
