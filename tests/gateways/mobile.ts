import type { HttpReply, HttpRequest } from '../../lab/gateways/clients/http.ts';
import { http } from '../../lab/gateways/clients/http.ts';
import type { GatewayEndpoint } from '../../lab/gateways/gatewayEndpoint.ts';
import type { Ground } from '../../lab/gateways/ground.ts';
import { createIssuer, type Fault } from '../../lab/gateways/issuer.ts';

/** A gateway that routes what production routes. */
export interface Running {
  readonly ground: Ground;
  /** A listener of the Gateway, by its name. */
  endpoint(listener: string): GatewayEndpoint;
}

/** The identity provider of production: the realm of the mobile app's users. */
export const issuer = createIssuer({ issuer: 'https://auth.example.com/realms/mobile', audience: 'mobile-backend' });
/** Where it serves its keys, inside the cluster. */
export const keysPath = '/realms/mobile/protocol/openid-connect/certs';

/** A request of the mobile app: with a token of a user, unless it says otherwise. */
export interface MobileRequest extends Omit<HttpRequest, 'host'> {
  /** The host below the domain. Default: `api`. */
  readonly host?: string;
  /** Default: a token without fault. */
  readonly token?: Fault | 'none';
  /** The subject of the token. Default: `ada`. */
  readonly user?: string;
}

/** Sends a request over TLS to the listener of its host. */
export function call(
  { endpoint }: Running,
  { host = 'api', token, user = 'ada', headers, ...request }: MobileRequest,
): Promise<HttpReply> {
  const fault = token === 'none' ? undefined : token;
  const authorization = token === 'none' ? {} : { authorization: `Bearer ${issuer.token(fault, { sub: user })}` };
  return http(endpoint(`https-${host}`), {
    host: `${host}.example.com`,
    ...request,
    headers: { ...authorization, ...headers },
  });
}
