import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for Prometheus and for the cluster DNS that resolves its name. */
export interface Prometheus {
  /** The value of `HTTP_PROXY` for its clients. */
  readonly proxy: string;
  /** Sets the result of a query. `away`: requests with this query fail as if the server were unreachable. */
  answer(query: string, value: number | 'away'): void;
  stop(): Promise<void>;
}

/**
 * Starts a stand-in for Prometheus: an HTTP proxy that serves one server by its name in the cluster, with a number as
 * the result of each query. A query without a number matches no series.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries
 * @param server such as `http://prometheus-operated.monitoring.svc.cluster.local:9090`
 */
export async function startPrometheus(server: string): Promise<Prometheus> {
  const answers = new Map<string, number | 'away'>();
  const listener = createServer((request, response) => {
    // A request to a proxy has a whole URL.
    const url = URL.parse(request.url ?? '');
    const query = url?.searchParams.get('query') ?? '';
    const value = answers.get(query);
    if (url?.origin !== server || url.pathname !== '/api/v1/query' || value === 'away') {
      response.writeHead(502).end(`cannot reach ${request.url}`);
      return;
    }
    const result = value === undefined ? [] : [{ metric: {}, value: [Date.now() / 1000, String(value)] }];
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }));
  });
  await new Promise<void>((resolve) => listener.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const { port } = listener.address() as AddressInfo;
  return {
    proxy: `http://127.0.0.1:${port}`,
    answer: (query, value) => answers.set(query, value),
    stop: () => {
      listener.closeAllConnections();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}
