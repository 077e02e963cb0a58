import type { KongConfiguration, KongPlugin, KongRoute, KongService } from '../../lab/gateways/kong/configuration.ts';

/** A request as the router of Kong sees it, after its normalisation of the path. */
export interface RoutedRequest {
  readonly host: string;
  readonly path: string;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Where Kong would send a request, and the plugins that would run for it. */
export interface Routed {
  readonly route: KongRoute;
  readonly service: KongService;
  /** By name: those for all requests, and those of the route and its service. */
  readonly plugins: ReadonlyMap<string, KongPlugin>;
}

/**
 * The route of the highest priority whose expression holds.
 * https://developer.konghq.com/gateway/routing/expressions/
 */
export function routeOf(
  { services = [], plugins = [] }: KongConfiguration,
  request: RoutedRequest,
): Routed | undefined {
  const all = services.flatMap((service) => (service.routes ?? []).map((route) => ({ service, route })));
  const [found] = all
    .filter(({ route }) => route.expression !== undefined && holds(route.expression, request))
    .sort((one, other) => (other.route.priority ?? 0) - (one.route.priority ?? 0));
  if (!found) return undefined;
  const own = plugins.filter(
    ({ route, service, consumer }) =>
      consumer === undefined &&
      (route === undefined || route === found.route.name) &&
      (service === undefined || service === found.service.name),
  );
  return { ...found, plugins: new Map(own.map((plugin) => [plugin.name, plugin])) };
}

/**
 * Whether an expression holds, in the part of the language that Kong's controller writes.
 * https://developer.konghq.com/gateway/routing/expressions/#expression-router-reference
 * @throws Error at anything else: what is not understood must not pass
 */
export function holds(expression: string, request: RoutedRequest): boolean {
  const tokens = [...expression.matchAll(/\s*("(?:[^"\\]|\\.)*"|&&|\|\||==|!=|\^=|~|!|[()]|[a-z_][\w.]*|\S)/g)].map(
    ([, token = '']) => token,
  );
  let at = 0;
  const take = (wanted?: string): string => {
    const token = tokens[at++] ?? '';
    if (wanted !== undefined && token !== wanted) throw new Error(`${expression}: ${token} in the place of ${wanted}`);
    return token;
  };
  const either = (): boolean => {
    let value = both();
    while (tokens[at] === '||') {
      take();
      value = both() || value;
    }
    return value;
  };
  const both = (): boolean => {
    let value = one();
    while (tokens[at] === '&&') {
      take();
      value = one() && value;
    }
    return value;
  };
  const one = (): boolean => {
    if (tokens[at] === '!') {
      take();
      return !one();
    }
    if (tokens[at] === '(') {
      take('(');
      const value = either();
      take(')');
      return value;
    }
    const left = fieldOf(take(), request, expression);
    const operator = take();
    const right = JSON.parse(take()) as string;
    if (operator === '==') return left === right;
    if (operator === '!=') return left !== right;
    if (operator === '^=') return left?.startsWith(right) ?? false;
    if (operator === '~') return left !== undefined && new RegExp(right).test(left);
    throw new Error(`${expression}: the operator ${operator}`);
  };
  const value = either();
  if (at !== tokens.length) throw new Error(`${expression}: it goes on with ${tokens[at]}`);
  return value;
}

function fieldOf(name: string, request: RoutedRequest, expression: string): string | undefined {
  if (name === 'http.host') return request.host;
  if (name === 'http.path') return request.path;
  if (name === 'http.method') return request.method;
  const [, header] = /^http\.headers\.(\w+)$/.exec(name) ?? [];
  if (header !== undefined) return request.headers[header.replaceAll('_', '-')];
  throw new Error(`${expression}: the field ${name}`);
}
