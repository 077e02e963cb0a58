import { isJsonObject } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import type { DangerReading } from './consequence.ts';
import { mapsAt } from './itemsAt.ts';

/** Addresses under which an object is reached from outside its cluster, by kind. */
const published: Readonly<Record<string, (object: Resource) => readonly string[]>> = {
  HTTPRoute: routeOf,
  GRPCRoute: routeOf,
  TLSRoute: routeOf,
  Gateway: ({ spec }) => mapsAt(spec, 'listeners').map((one) => `${one.protocol} ${one.hostname ?? '*'}:${one.port}`),
  Ingress: ({ spec }) =>
    mapsAt(spec, 'rules').flatMap((rule) =>
      mapsAt(rule.http, 'paths').map(({ path }) => `${rule.host ?? '*'}${path ?? '/'}`),
    ),
  IngressRoute: ({ spec }) => mapsAt(spec, 'routes').map(({ match }) => String(match)),
  Service: ({ spec }) =>
    isJsonObject(spec) && ['LoadBalancer', 'NodePort'].includes(String(spec.type))
      ? mapsAt(spec, 'ports').map(({ port }) => `port ${port} by a ${spec.type}`)
      : [],
};

/** Routes, hosts and ports that become reachable from outside: https://gateway-api.sigs.k8s.io/api-types/httproute/ */
export const publishes: DangerReading = ({ before, after }) => {
  const addresses = after && published[after.kind];
  if (!addresses) return [];
  const known = new Set(before ? addresses(before) : []);
  const come = addresses(after).filter((address) => !known.has(address));
  const [first] = come;
  if (first === undefined) return [];
  const more = come.length === 1 ? '' : ` and ${come.length - 1} more`;
  return [{ danger: 'publishes', words: `${first}${more}` }];
};

/** Each host with each path; a route without hosts has those of its listener. */
function routeOf({ spec }: Resource): string[] {
  const names = isJsonObject(spec) && Array.isArray(spec.hostnames) ? spec.hostnames.map(String) : [];
  const paths = mapsAt(spec, 'rules').flatMap((rule) => {
    const matches = mapsAt(rule, 'matches');
    return matches.length === 0
      ? ['/']
      : matches.map(({ path }) => (isJsonObject(path) ? String(path.value ?? '/') : '/'));
  });
  return (names.length > 0 ? names : ['*']).flatMap((host) => paths.map((path) => `${host}${path}`));
}
