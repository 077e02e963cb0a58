import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import type { Gateway } from '../../../generators/model/settings/cluster.ts';
import { at, entriesAt, listAt, textAt, texts } from '../../kubernetes/reading.ts';
import { textsOf } from '../../kubernetes/texts.ts';
import { gatewaysOfRule, isSwitchedOff, middlewaresOf, pluginsOf, policiesOfGateway } from './extensions.ts';
import { kindOfGateway } from './kindOfGateway.ts';
import type { RouteRule } from './routeRule.ts';

/** Whether a header that comes in with a request never reaches what is behind a rule: it is removed or overwritten. */
export function headerReplaced(view: ClusterView, rule: RouteRule, header: string): boolean {
  const name = header.toLowerCase();
  if (rule.filters.some(({ value }) => modifies(value, name))) return true;
  return gatewaysOfRule(rule).every((gateway) => {
    const kind = kindOfGateway(view, gateway);
    return kind !== undefined && replaced[kind](view, rule, name, gateway);
  });
}

/** A header modifier of the Gateway API: `set` overwrites, `add` does not. */
function modifies(filter: object, name: string): boolean {
  const modifier = at(filter, ['requestHeaderModifier']);
  return (
    texts(at(modifier, ['remove']) as string[] | undefined).some((one) => one.toLowerCase() === name) ||
    listAt(modifier, ['set']).some((one) => textAt(one, ['name']).toLowerCase() === name)
  );
}

type Replaced = (view: ClusterView, rule: RouteRule, name: string, gateway: Built) => boolean;

const replaced: Readonly<Record<Gateway, Replaced>> = {
  /** It deletes headers of the answer before it sets them: `pkg/middlewares/auth/forward.go` of https://github.com/traefik/traefik */
  traefik: (view, rule, name) =>
    middlewaresOf(view, rule).some(
      ({ resource: { spec } }) =>
        texts(at(spec, ['forwardAuth', 'authResponseHeaders']) as string[] | undefined).some(
          (one) => one.toLowerCase() === name,
        ) || entriesAt(spec, ['headers', 'customRequestHeaders']).some(([key]) => key.toLowerCase() === name),
    ),
  kong: (view, rule, name) => pluginsOf(view, rule).some(({ resource }) => clears(resource, name)),
  /**
   * jwt_authn removes the headers of claims from every request of a route, with a token or without, unless it is switched
   * off there; an EnvoyFilter may remove others: https://istio.io/latest/docs/reference/config/security/jwt/#ClaimToHeader
   */
  istio: (view, rule, name, gateway) =>
    (!isSwitchedOff(view, rule, gateway, 'envoy.filters.http.jwt_authn') &&
      policiesOfGateway(view, gateway, 'RequestAuthentication', 'security.istio.io').some(({ resource }) =>
        listAt(resource.spec, ['jwtRules']).some((one) =>
          listAt(one, ['outputClaimToHeaders']).some((claim) => textAt(claim, ['header']).toLowerCase() === name),
        ),
      )) ||
    policiesOfGateway(view, gateway, 'EnvoyFilter', 'networking.istio.io').some(({ resource }) =>
      textsOf(resource.spec).some(({ key, value }) => removing.has(key) && value.toLowerCase().includes(name)),
    ),
};

/** Fields of Envoy by which requests lose a header, or code that takes it away. */
const removing = new Set([
  'remove',
  'requestHeadersToRemove',
  'request_headers_to_remove',
  'inlineString',
  'inline_string',
  'inlineCode',
]);

/** Whether a plugin of Kong takes a header away: by its own code, or by the list of `request-transformer`. */
function clears(resource: Built['resource'], name: string): boolean {
  const removed = texts(at(resource.config, ['remove', 'headers']) as string[] | undefined);
  if (textAt(resource, ['plugin']) === 'request-transformer') return removed.some((one) => one.toLowerCase() === name);
  return (
    textAt(resource, ['plugin']) === 'pre-function' &&
    textsOf(resource.config).some(({ value }) => /(clear|set)_header/.test(value) && value.toLowerCase().includes(name))
  );
}
