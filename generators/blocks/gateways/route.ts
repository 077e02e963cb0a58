import type { Contract } from '../../model/edge.ts';
import type { Inputs } from '../../model/inputs.ts';

/** One route of an app: what of it may be reached from outside. Nothing else may. */
export interface Route<P extends string = string> extends RouteOptions<P> {
  /** The host below the domain of the environment: `api` is `api.example.com`. */
  readonly host: string;
  /**
   * The path: with everything below it, by whole segments. Of gRPC the service, such as `/shop.Catalogue`. `{shard}` in
   * it is the number of a pod of a sharded app. A path that follows from settings is a function, and its route has a name.
   */
  readonly path: string | ((inputs: Inputs) => string);
}

/** What holds for a route beyond host and path. */
export interface RouteOptions<P extends string = string> {
  /** Its name within the app. Default: from the path, such as `v1-orders` for `/v1/orders`. */
  readonly name?: string;
  /** The port of the app. Default: `http`. */
  readonly port?: P;
  /** Default: `http`, with WebSockets. A host has routes of one of the two alone. */
  readonly protocol?: 'http' | 'grpc';
  /** The path alone, without what is below. Default: `false`. */
  readonly exact?: boolean;
  /** Default: every method. */
  readonly methods?: readonly RouteMethod[];
  /** Headers that a request must have, with their exact values: an older version of an API beside the newer one. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Who may call: whoever has a token (`token`), or everybody (`open`), with the reason. */
  readonly auth: TokenAuth | Open;
  /** How often one caller may call. Default: no limit. */
  readonly limit?: Limit;
  /** Time until the whole answer is there. Default: 15 seconds; `longLived` and `uploads` have none. */
  readonly timeout?: `${number}s` | LongLived | Uploads;
  /** Size of the largest request. Default: 1Mi; `uploads` have none at the edge. */
  readonly largest?: `${number}${'Ki' | 'Mi'}`;
  /** Origins of web pages that may call it, besides the environment's own domain. Default: none, and no CORS at all. */
  readonly origins?: readonly string[];
  /**
   * Whether versions of the mobile app before the setting `leastAppVersion` get 426, by `X-App-Version`. Default: `false`.
   */
  readonly versioned?: boolean;
  /** Paths that are not for the outside, with all below them, such as health checks: 404. Default: none. */
  readonly closed?: readonly string[];
}

/** Methods of HTTP. */
export type RouteMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

/** TokenCheck: settings say who signs them (`data.<contract>`), inside the cluster or outside. */
export interface TokenAuth {
  readonly auth: 'token';
  readonly contract: Contract<'issuer'>;
}

/** A route without tokens. */
export interface Open {
  readonly auth: 'open';
  readonly why: string;
}

/** How many requests one user, device or address may make. */
export interface Limit {
  readonly per: 'user' | 'device' | 'address';
  readonly requests: number;
  readonly every: 'second' | 'minute';
}

/** Answers that go on: WebSockets, server-sent events, streams. */
export type LongLived = 'long-lived';
/** Requests that go on: large bodies, sent slowly. */
export type Uploads = 'uploads';

/** A route: `route('api', '/v1', { auth: token, limit: perUser(20) })`. */
export function route<P extends string>(host: string, path: string, options: RouteOptions<P>): Route<P>;
export function route<P extends string>(
  host: string,
  path: (inputs: Inputs) => string,
  options: RouteOptions<P> & { readonly name: string },
): Route<P>;
export function route<P extends string>(host: string, path: Route['path'], options: RouteOptions<P>): Route<P> {
  return { host, path, ...options };
}

/** Everybody may call: the reason stands beside it. */
export function open(why: string): Open {
  return { auth: 'open', why };
}

/** Requests of one user, by the subject of the token. */
export function perUser(requests: number, every: Limit['every'] = 'second'): Limit {
  return { per: 'user', requests, every };
}

/** Requests of one device, by the header `X-Device-Id`; an attacker may change it, so only beside tokens. */
export function perDevice(requests: number, every: Limit['every'] = 'second'): Limit {
  return { per: 'device', requests, every };
}

/** Requests of one address: many phones may share one behind the NAT of a mobile network. */
export function perAddress(requests: number, every: Limit['every'] = 'second'): Limit {
  return { per: 'address', requests, every };
}
