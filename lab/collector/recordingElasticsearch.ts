import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A document as it reached Elasticsearch, and the data stream that it is for. */
export interface LogDocument {
  readonly index: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, unknown>>;
}

/** A stand-in for Elasticsearch that keeps what it is sent. */
export interface RecordingElasticsearch {
  readonly url: string;
  /** All documents it has taken, in their order. */
  readonly documents: readonly LogDocument[];
  /** All that it was ever sent, whether it took it or not, as text. */
  received(): string;
  /** Whether it answers: where not, connections are reset, and nothing that comes is taken. */
  isUp: boolean;
  /** What it answers instead of 200. */
  status: number;
  /** Requests without the account that writes. */
  readonly strangers: readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts the stand-in: it answers `/` and `/_bulk` by TLS.
 * https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk
 */
export async function recordElasticsearch(
  tls: { readonly cert: string; readonly key: string },
  account: { readonly username: string; readonly password: string },
): Promise<RecordingElasticsearch> {
  const documents: LogDocument[] = [];
  const strangers: string[] = [];
  const sent: string[] = [];
  const expected = `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`;
  const listener = createServer(tls, async (request, response) => {
    if (!state.isUp) {
      request.socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    sent.push(text);
    if (request.headers.authorization !== expected) strangers.push(`${request.method} ${request.url}`);
    const answer = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' })
        .end(JSON.stringify(body));
    if (request.url === '/') return void answer(200, { version: { number: '9.5.3' } });
    if (request.url !== '/_bulk') return void answer(404, {});
    if (state.status !== 200) return void answer(state.status, {});
    const lines = text.split('\n').filter((line) => line !== '');
    for (let at = 0; at + 1 < lines.length; at += 2) documents.push(documentOf(lines[at], lines[at + 1]));
    answer(200, { errors: false, items: [] });
  });
  await new Promise<void>((resolve) => listener.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const state: RecordingElasticsearch = {
    url: `https://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    documents,
    received: () => sent.join('\n'),
    isUp: true,
    status: 200,
    strangers,
    stop: () => {
      listener.closeAllConnections();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
  return state;
}

function documentOf(action = '{}', document = '{}'): LogDocument {
  const { create } = JSON.parse(action) as { readonly create?: { readonly _index?: string } };
  const { body, attributes, resource } = JSON.parse(document) as {
    readonly body: { readonly text: string };
    readonly attributes: LogDocument['attributes'];
    readonly resource: { readonly attributes: LogDocument['resource'] };
  };
  return { index: create?._index ?? '', body: body.text, attributes, resource: resource.attributes };
}
