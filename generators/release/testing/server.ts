import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { ApplicationObject } from '../application.ts';
import { now } from './application.ts';

/** A server with the hub's APIs for Applications. */
export interface HubServer {
  readonly address: string;
  /** The requests so far: method, path and `authorization`. */
  readonly requests: readonly string[];
  /** Its Applications; may be changed while it runs. */
  applications: readonly ApplicationObject[];
}

/** Options of the server, which change its default behaviour. */
export interface HubServerOptions {
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca?: string };
  /** Maximum of items in one response of the Kubernetes API, whatever limit was requested. */
  readonly pageSize?: number;
  /** The token that it requires. */
  readonly token?: string;
  /** Sends another response instead of the Applications. */
  readonly answer?: (response: ServerResponse) => void;
}

/** Starts a server on this machine. It is stopped after the test. Its clock is fixed at the hub's time of the tests. */
export async function serveHub(
  t: Pick<TestContext, 'after'>,
  applications: readonly ApplicationObject[],
  { tls, pageSize = 500, token, answer }: HubServerOptions = {},
): Promise<HubServer> {
  const requests: string[] = [];
  const hub = { address: '', requests, applications };
  const handle = ({ method, url = '', headers }: IncomingMessage, response: ServerResponse) => {
    requests.push([method, url, headers.authorization ?? 'nobody'].join(' '));
    response.setHeader('date', new Date(now).toUTCString());
    if (answer) return answer(response);
    if (token && headers.authorization !== `Bearer ${token}`) return send(response, 401, { message: 'Unauthorized' });
    const { pathname, searchParams } = new URL(url, 'http://hub');
    const first = Number(searchParams.get('continue') ?? 0);
    if (pathname === '/api/v1/applications') return send(response, 200, { items: hub.applications, metadata: {} });
    if (pathname !== '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications') {
      return send(response, 404, { kind: 'Status', message: 'the server could not find the requested resource' });
    }
    const next = first + pageSize;
    const rest = next < hub.applications.length ? { continue: String(next) } : {};
    send(response, 200, { items: hub.applications.slice(first, next), metadata: rest });
  };
  const server: Server = tls
    ? createSecureServer({ ...tls, ...(tls.ca && { requestCert: true, rejectUnauthorized: true }) }, handle)
    : createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  hub.address = `http${tls ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return hub;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
