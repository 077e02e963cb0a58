import { type IncomingHttpHeaders, type OutgoingHttpHeaders, type RequestOptions, request as send } from 'node:http';
import { request as sendOverTls } from 'node:https';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Echo } from '../backend/echo.ts';
import type { GatewayEndpoint } from '../gatewayEndpoint.ts';

/** A request of HTTP/1.1. */
export interface HttpRequest {
  readonly host: string;
  /** Path and query: sent as they are, without normalisation. */
  readonly path: string;
  /** Default: `GET`. */
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** A text is sent with its length; chunks without it, unless `headers` have one. */
  readonly body?: string | AsyncIterable<Buffer>;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Seconds from the request to the end of the response. */
  readonly seconds: number;
  /** What the backend received, where the response is its echo. */
  readonly echo?: Echo;
}

/**
 * Sends a request on a connection of its own.
 * @throws Error of the system or of Node.js when the connection breaks before the response is complete
 */
export function http(endpoint: GatewayEndpoint, { body, ...request }: HttpRequest): Promise<HttpReply> {
  const start = Date.now();
  const length = typeof body === 'string' && { 'content-length': Buffer.byteLength(body) };
  const options = connection(endpoint, { ...request, headers: { ...length, ...request.headers } });
  return new Promise((resolve, reject) => {
    const call = (endpoint.ca ? sendOverTls : send)(options, (response) => {
      const { statusCode: status = 0, headers } = response;
      const finish = (body: string) => {
        const seconds = (Date.now() - start) / 1000;
        call.destroy();
        resolve({ status, headers, body, seconds, ...(headers['x-backend'] && echoOf(body)) });
      };
      text(response).then(finish, reject);
    });
    call.once('error', reject);
    // A gateway may respond before it has the whole body: then writing fails, and the response counts.
    if (body === undefined) call.end();
    else pipeline(Readable.from(body), call).catch(() => {});
  });
}

/** The options of a connection to a gateway, for requests of HTTP/1.1. */
export function connection(
  { address, port, ca }: GatewayEndpoint,
  { host, path, method = 'GET', headers }: Omit<HttpRequest, 'body'>,
): RequestOptions {
  const tls = ca && { ca, servername: host };
  return { host: address, port, path, method, headers: { host, ...headers }, agent: false, ...tls };
}

function echoOf(body: string): { readonly echo?: Echo } {
  try {
    return { echo: JSON.parse(body) as Echo };
  } catch {
    return {};
  }
}
