import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a backend received, as it reports it in its response and in `Backend.requests`. */
export interface Echo {
  /** The Service that the backend stands in for: `<namespace>/<name>`. */
  readonly backend: string;
  readonly method: string;
  /** Path and query exactly as they arrived. */
  readonly path: string;
  readonly host: string;
  readonly headers: IncomingHttpHeaders;
  /** Bytes of the body. */
  readonly bytes: number;
  /** Whether the whole body arrived. */
  readonly complete: boolean;
}

/** A request in HTTP/1.1 or HTTP/2. */
export type BackendRequest = IncomingMessage | Http2ServerRequest;

/** What responses in HTTP/1.1 and in HTTP/2 have in common. */
export interface BackendResponse {
  writeHead(status: number, headers: OutgoingHttpHeaders): unknown;
  write(chunk: string): unknown;
  end(chunk: string): unknown;
}

/**
 * Reads a request, and responds with what arrived as JSON. The query of the request says how:
 * - `read=<ms>`: wait after each chunk of the body, as a slow reader does
 * - `wait=<ms>`: wait before responding
 * - `status=<code>`: respond with this status
 * - `events=<n>&every=<ms>`: respond with server-sent events
 * - `die=1`: break the connection in the middle of the response
 */
export async function echo(backend: string, request: BackendRequest, response: BackendResponse): Promise<Echo> {
  const { method = '', url: path = '', headers } = request;
  const query = new URLSearchParams(path.slice(path.indexOf('?')));
  const milliseconds = (name: string) => Number(query.get(name) ?? 0);
  const { bytes, complete } = await receive(request, milliseconds('read'));
  const host = headers.host ?? String(headers[':authority'] ?? '');
  const received = { backend, method, path, host, headers, bytes, complete };
  if (!complete) return received;
  await sleep(milliseconds('wait'));
  if (query.has('events')) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-backend': backend });
    for (let sent = 1; sent <= milliseconds('events'); sent++) {
      response.write(`data: ${sent}\n\n`);
      await sleep(milliseconds('every'));
    }
    response.end('');
    return received;
  }
  const body = `${JSON.stringify(received)}\n`;
  const length = Buffer.byteLength(body);
  response.writeHead(Number(query.get('status') ?? 200), {
    'content-type': 'application/json',
    'content-length': length,
    'x-backend': backend,
    // What a careless backend says of itself.
    'x-powered-by': 'echo',
    'strict-transport-security': 'max-age=0',
  });
  if (query.has('die')) {
    response.write(body.slice(0, length / 2));
    // The gateway gets the first half before the connection breaks.
    await sleep(50);
    request.socket.destroy();
  } else response.end(body);
  return received;
}

async function receive(request: BackendRequest, pause: number): Promise<{ bytes: number; complete: boolean }> {
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (pause) await sleep(pause);
    }
    return { bytes, complete: request.complete };
  } catch {
    return { bytes, complete: false };
  }
}
