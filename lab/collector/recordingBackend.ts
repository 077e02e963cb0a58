import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as it reached the backend. */
export interface RecordedSpan {
  readonly resource: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A stand-in for a backend of traces that keeps what it is sent. */
export interface RecordingBackend {
  readonly url: string;
  readonly spans: readonly RecordedSpan[];
  /** The header of each request. */
  readonly authorizations: readonly (string | undefined)[];
  /** All that it was sent, as text. */
  received(): string;
  stop(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

interface Traces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly { readonly attributes?: readonly Attribute[] }[] }[];
  }[];
}

/** Starts the stand-in: it takes OTLP in JSON. https://opentelemetry.io/docs/specs/otlp/#otlphttp-request */
export async function recordTraces(): Promise<RecordingBackend> {
  const spans: RecordedSpan[] = [];
  const authorizations: (string | undefined)[] = [];
  const sent: string[] = [];
  const listener = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    sent.push(text);
    authorizations.push(request.headers.authorization);
    spans.push(...spansOf(JSON.parse(text) as Traces));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => listener.listen({ host: '127.0.0.1', port: 0 }, resolve));
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    spans,
    authorizations,
    received: () => sent.join('\n'),
    stop: () => {
      listener.closeAllConnections();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}

function spansOf({ resourceSpans }: Traces): RecordedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap((scope) =>
      scope.spans.map(({ attributes = [] }) => ({
        resource: valuesOf(resource.attributes),
        attributes: valuesOf(attributes),
      })),
    ),
  );
}

function valuesOf(attributes: readonly Attribute[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? '']));
}
