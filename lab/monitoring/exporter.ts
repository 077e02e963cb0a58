import { createServer } from 'node:http';

/** A stand-in for an app that shows metrics. */
export interface Exporter {
  /** Ends it, if it runs: whoever reads then finds nobody. */
  stop(): Promise<void>;
}

/**
 * Serves `/metrics` on the address of a pod: a counter that grows by so many a second from now on.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 * @param series such as `http_requests_total{status="200"}`
 */
export async function serveExporter(
  { host, port }: { readonly host: string; readonly port: number },
  series: string,
  perSecond: number,
): Promise<Exporter> {
  const start = Date.now();
  const [name] = series.split('{');
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
    response.end(`# TYPE ${name} counter\n${series} ${Math.floor(((Date.now() - start) / 1000) * perSecond)}\n`);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ host, port }, resolve));
  server.unref();
  return {
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
