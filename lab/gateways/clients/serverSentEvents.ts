import { request as send } from 'node:http';
import { request as sendOverTls } from 'node:https';
import type { GatewayEndpoint } from '../gatewayEndpoint.ts';
import { connection, type HttpRequest } from './http.ts';

export interface EventsReply {
  readonly status: number;
  /** The data of each event, and the seconds after which it arrived. */
  readonly events: readonly { readonly data: string; readonly after: number }[];
}

/**
 * Reads server-sent events until the stream ends, also if it breaks.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function serverSentEvents(endpoint: GatewayEndpoint, request: Omit<HttpRequest, 'body'>): Promise<EventsReply> {
  const start = Date.now();
  const headers = { accept: 'text/event-stream', ...request.headers };
  return new Promise((resolve, reject) => {
    const options = connection(endpoint, { ...request, headers });
    const call = (endpoint.ca ? sendOverTls : send)(options, (response) => {
      const { statusCode: status = 0 } = response;
      const found: { data: string; after: number }[] = [];
      let pending = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        const [last = '', ...whole] = `${pending}${text}`.split('\n\n').reverse();
        pending = last;
        const after = (Date.now() - start) / 1000;
        for (const event of whole.reverse()) found.push({ data: event.replace(/^data: /, ''), after });
      });
      response.on('error', () => {});
      response.once('close', () => resolve({ status, events: found }));
    });
    call.once('error', reject);
    call.end();
  });
}
