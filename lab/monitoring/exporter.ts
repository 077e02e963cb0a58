import { createServer } from 'node:http';

/** A stand-in for an app that shows metrics. */
export interface Exporter {
  /** Ends it, if it runs: whoever reads then finds nobody. */
  stop(): Promise<void>;
}

/**
 * A counter, as an app shows it.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 * @param series such as `http_requests_total{status="200"}`
 */
export function counterText(series: string, value: number): string {
  const [name] = series.split('{');
  return `# TYPE ${name} counter\n${series} ${Math.floor(value)}\n`;
}

/** The content type of {@link counterText}. */
export const counterType = { 'content-type': 'text/plain; version=0.0.4' };

/**
 * Serves `/metrics` on the address of a pod: a counter that grows by so many a second from now on.
 * @param series as of {@link counterText}
 */
export async function serveExporter(
  { host, port }: { readonly host: string; readonly port: number },
  series: string,
  perSecond: number,
): Promise<Exporter> {
  const start = Date.now();
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    response.writeHead(200, counterType).end(counterText(series, ((Date.now() - start) / 1000) * perSecond));
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
