import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for the network of a cluster and its DNS, for programs outside of it: an HTTP proxy. */
export interface StandInNetwork {
  /** Such as `http://127.0.0.1:24017`: the value of `HTTP_PROXY`, or of `proxy_url`. */
  readonly proxy: string;
  stop(): Promise<void>;
}

/**
 * Starts a network in which GET alone works, and TLS does not.
 * @param answer what somebody at that address answers; undefined when nobody is there
 */
export async function startNetwork(
  answer: (url: URL) => Promise<Response> | Response | undefined,
): Promise<StandInNetwork> {
  const server = createServer(async (request, response) => {
    // A request to a proxy has a whole URL.
    const url = URL.parse(request.url ?? '');
    const answered = await Promise.resolve(url ? answer(url) : undefined).catch(() => undefined);
    if (!answered) return void response.writeHead(502).end(`nobody is at ${request.url}`);
    response.writeHead(answered.status, { 'content-type': answered.headers.get('content-type') ?? 'text/plain' });
    response.end(await answered.text());
  });
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    proxy: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
