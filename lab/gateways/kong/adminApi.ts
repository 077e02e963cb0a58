import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { KongConfiguration } from './configuration.ts';

/** How Kong describes the requests of a route. https://developer.konghq.com/gateway/routing/expressions/ */
export type RouterFlavor = 'expressions' | 'traditional_compatible';

/** A stand-in for Kong, which cannot run here: its Admin API, which records the configuration. */
export interface KongAdminApi {
  /** Such as `http://127.96.1.1:8001`. */
  readonly url: string;
  /** The newest configuration; undefined before the first. */
  configuration(): KongConfiguration | undefined;
  stop(): Promise<void>;
}

/**
 * Starts a stand-in for the Admin API of Kong 3.9 without a database: what its controller asks for, and no more.
 * https://developer.konghq.com/api/gateway/admin-oss/3.9/
 */
export async function serveAdminApi(address: string, flavor: RouterFlavor): Promise<KongAdminApi> {
  let configuration: KongConfiguration | undefined;
  let received = 0;
  const responses = (method: string, path: string): object | undefined => {
    if (path === '/') return root(flavor);
    if (path === '/status') return { configuration_hash: hash(received), database: { reachable: true } };
    // Without a schema the controller cannot fill in defaults, and without one of `config` it reports an error.
    if (path.startsWith('/schemas/')) return { fields: [{ config: { type: 'record', fields: [] } }] };
    return method === 'GET' ? { data: [], next: null } : undefined;
  };
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const [path = ''] = url.split('?');
    const body = await text(request);
    const send = (status: number, content: object) => {
      response.writeHead(status, { 'content-type': 'application/json', server: `kong/${version}` });
      response.end(JSON.stringify(content));
    };
    if (method === 'POST' && path === '/config') {
      configuration = JSON.parse(body) as KongConfiguration;
      received += 1;
      return send(201, configuration);
    }
    const found = responses(method, path);
    send(found ? 200 : 404, found ?? { message: 'Not found' });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port }, resolve);
  });
  return {
    url: `http://${address}:${port}`,
    configuration: () => configuration,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const version = '3.9.0';
const port = 8001;

/** The ports of Kong's own listeners: a Service's target ports. */
export const proxyPorts = { HTTP: 8000, HTTPS: 8443 } as const;

/** Another one after each configuration: the controller sends it again when Kong has lost it. */
const hash = (received: number) => String(received).padStart(32, '0');

/** Without listeners, those of Gateways count as unsupported, and no route is allowed. */
const root = (flavor: RouterFlavor) => ({
  version,
  configuration: {
    database: 'off',
    router_flavor: flavor,
    proxy_listeners: [
      { ip: '0.0.0.0', port: proxyPorts.HTTP, ssl: false, http2: false, listener: `0.0.0.0:${proxyPorts.HTTP}` },
      { ip: '0.0.0.0', port: proxyPorts.HTTPS, ssl: true, http2: true, listener: `0.0.0.0:${proxyPorts.HTTPS} ssl` },
    ],
    stream_listeners: [],
  },
});
