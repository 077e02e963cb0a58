import { Failure } from '../../model/finding.ts';
import type { Inputs } from '../../model/inputs.ts';
import { bytes } from '../../model/quantity.ts';
import { canaryName } from '../canary/names.ts';
import { canaryIn } from '../canary/settings.ts';
import type { Limit, Route, RouteMethod } from './route.ts';
import type { TokenCheck } from './tokens.ts';

/**
 * One route as a gateway needs it: plain data, with every default filled in. `T` is what is known of the tokens that
 * callers need: of declared routes the contract, of those that a gateway is told what it verifies them by.
 */
export interface RoutePlan<T = unknown> {
  /** Name of the HTTPRoute or GRPCRoute: `<app>-<name>`. */
  readonly name: string;
  readonly app: string;
  /** Namespace of the app. */
  readonly namespace: string;
  /** The names of the app's pods, where they are several: policies mean all of them. */
  readonly podNames?: readonly string[];
  readonly protocol: 'http' | 'grpc';
  /** The whole host name. */
  readonly host: string;
  /** Paths with the Services behind them: one, or one for each shard. */
  readonly paths: readonly PathPlan[];
  readonly exact: boolean;
  /** Every method where it is empty. */
  readonly methods: readonly RouteMethod[];
  readonly headers: Readonly<Record<string, string>>;
  /** The tokens that callers need; `undefined` for an open route. */
  readonly tokens?: T;
  /** Of an open route: the reason why nobody needs a token. */
  readonly why?: string;
  readonly limit?: Limit;
  /** What kind of exchange it is: ordinary ones end by themselves, after `seconds` at the latest. */
  readonly exchange: 'ordinary' | 'long-lived' | 'uploads';
  /** Seconds until an ordinary answer is there. */
  readonly seconds?: number;
  /** Bytes of the largest request; none for uploads. */
  readonly largest?: number;
  /** Origins of web pages, with their scheme. No CORS where it is empty. */
  readonly origins: readonly string[];
  /** Older versions of the mobile app get 426. */
  readonly leastVersion?: string;
  /** Paths below that nobody outside reaches. */
  readonly closed: readonly string[];
  /** The second Deployment under this route, and its share of requests in per cent. */
  readonly canary?: { readonly service: string; readonly weight: number };
}

/** A route as an app declares it: tokens are those of a contract. */
export type DeclaredRoute = RoutePlan<{ readonly contract: string }>;

/** A route as the gateway of a cluster knows it. */
export type VerifiedRoute = RoutePlan<TokenCheck>;

/** A path, and where its requests go. */
export interface PathPlan {
  readonly path: string;
  readonly service: string;
  /** Number of the Service's port. */
  readonly port: number;
}

/** The app of a route. */
export interface RouteOwner {
  readonly name: string;
  readonly namespace: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly podNames?: readonly string[];
  /** Number of pods with Services of their own; `undefined` for an app whose pods are all alike. */
  readonly shards?: number;
}

/** A route whose path is known. */
type RouteAt = Pick<Route, 'port'> & { readonly path: string };

/** Longest request of an ordinary route, where it does not say. */
const defaults = { seconds: 15, largest: '1Mi' } as const;

/** Fills in what a declaration leaves out, given the app and the cluster. */
export function planOf(declared: Route, owner: RouteOwner, inputs: Inputs): DeclaredRoute {
  const path = typeof declared.path === 'function' ? declared.path(inputs) : declared.path;
  const route = { ...declared, path };
  const { domain } = inputs.environment;
  const { leastAppVersion: leastVersion = '0.0.0' } = inputs.settings as { readonly leastAppVersion?: string };
  const exchange = route.timeout === 'long-lived' || route.timeout === 'uploads' ? route.timeout : 'ordinary';
  const { auth } = route;
  const canary = canaryIn(inputs.settings);
  return {
    name: routeName(route, owner.name),
    app: owner.name,
    namespace: owner.namespace,
    ...(owner.podNames && { podNames: owner.podNames }),
    protocol: route.protocol ?? 'http',
    host: `${route.host}.${domain}`,
    paths: pathsOf(route, owner),
    exact: route.exact ?? false,
    methods: route.methods ?? [],
    headers: route.headers ?? {},
    ...(auth.auth === 'token' && { tokens: { contract: auth.contract.name } }),
    ...(auth.auth === 'open' && { why: auth.why }),
    ...(route.limit && { limit: route.limit }),
    exchange,
    ...(exchange === 'ordinary' && { seconds: secondsOf(route.timeout) }),
    ...(exchange !== 'uploads' && { largest: bytes(route.largest ?? defaults.largest) }),
    origins: route.origins ? [`https://${domain}`, ...route.origins] : [],
    ...(route.versioned && leastVersion !== '0.0.0' && { leastVersion }),
    closed: route.closed ?? [],
    ...(canary && { canary: { service: canaryName(owner.name), weight: canary.weight } }),
  };
}

/** `api-v1-orders` for `/v1/orders` of `api`. */
export function routeName({ name, path }: Pick<Route, 'name' | 'path'>, app: string): string {
  const own =
    name ??
    String(path)
      .replace(/\{shard\}/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
  return own === '' ? app : `${app}-${own}`;
}

function pathsOf({ path, port = 'http' }: RouteAt, { name, ports, shards }: RouteOwner): PathPlan[] {
  const number = ports[port];
  if (number === undefined) {
    throw new Failure(
      `${name} has a route to the port ${port}, which its image does not have`,
      'Name one that it has.',
    );
  }
  if (!path.includes('{shard}')) return [{ path, service: name, port: number }];
  if (shards === undefined) {
    throw new Failure(`${name} has a route with {shard}, and its pods are all alike`, 'Leave {shard} out of the path.');
  }
  return Array.from({ length: shards }, (_, shard) => ({
    path: path.replace('{shard}', String(shard)),
    service: `${name}-${shard}`,
    port: number,
  }));
}

function secondsOf(timeout: Route['timeout']): number {
  return timeout === undefined ? defaults.seconds : Number(timeout.replace(/s$/, ''));
}

/** The ports behind routes, each once. */
export function portsBehind(plans: readonly RoutePlan[]): readonly number[] {
  return [...new Set(plans.flatMap(({ paths }) => paths.map(({ port }) => port)))].sort((a, b) => a - b);
}
