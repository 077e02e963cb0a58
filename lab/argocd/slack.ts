import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A stand-in for Slack. */
export interface SlackServer {
  /** The prefix of its API's addresses, such as `http://127.0.0.1:24017/api/`. */
  readonly address: string;
  /** What was posted so far. */
  messages(): readonly Message[];
  close(): void;
}

export interface Message {
  readonly channel: string;
  readonly text: string;
}

/**
 * Accepts posted messages, as https://docs.slack.dev/reference/methods/chat.postMessage/ does, and responds with
 * success.
 */
export async function serveSlack(): Promise<SlackServer> {
  const messages: Message[] = [];
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    const channel = form.get('channel') ?? '';
    messages.push({ channel, text: form.get('text') ?? '' });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, channel, ts: `${messages.length}.0` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/api/`, messages: () => messages, close: () => server.close() };
}
