import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Resource } from '../../generators/model/resource.ts';

/** A stand-in for the API server that knows pods alone. */
export interface ListedPods {
  readonly url: string;
  /** Queries with which pods were asked for. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts the stand-in: it lists these pods and then reports no change, also to clients that list by watching.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#streaming-lists
 */
export async function listPods(pods: readonly Resource[]): Promise<ListedPods> {
  const asked: string[] = [];
  const listener = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    if (pathname !== '/api/v1/pods') return void response.writeHead(404).end('{}');
    asked.push(searchParams.toString());
    response.writeHead(200, { 'content-type': 'application/json' });
    if (searchParams.get('watch')) return watch(pods, searchParams, request, response);
    response.end(
      JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: pods }),
    );
  });
  await new Promise<void>((resolve) => listener.listen({ host: '127.0.0.1', port: 0 }, resolve));
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    asked,
    stop: () => {
      listener.closeAllConnections();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}

function watch(pods: readonly Resource[], query: URLSearchParams, _: IncomingMessage, response: ServerResponse): void {
  const send = (type: string, object: object) => response.write(`${JSON.stringify({ type, object })}\n`);
  response.flushHeaders();
  if (query.get('sendInitialEvents') !== 'true') return;
  for (const pod of pods) send('ADDED', pod);
  const annotations = { 'k8s.io/initial-events-end': 'true' };
  send('BOOKMARK', { kind: 'Pod', apiVersion: 'v1', metadata: { resourceVersion: '1', annotations } });
}
