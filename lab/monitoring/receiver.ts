import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A stand-in for the services that tell people: it records every call. */
export interface Receiver {
  /** Such as `http://127.0.0.1:24017`. */
  readonly address: string;
  /** Calls of a path, the first one first. */
  calls(path: string): readonly ReceivedCall[];
  close(): void;
}

/** A call, and when it came. */
export interface ReceivedCall {
  readonly body: string;
  readonly milliseconds: number;
}

/**
 * Takes every POST with `ok`, as Slack's incoming webhooks do: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/.
 * PagerDuty says 202: https://developer.pagerduty.com/docs/send-alert-event
 */
export async function serveReceiver(): Promise<Receiver> {
  const received = new Map<string, ReceivedCall[]>();
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const call = { body: await text(request), milliseconds: Date.now() };
    received.set(path, [...(received.get(path) ?? []), call]);
    response.statusCode = path.startsWith('/pagerduty') ? 202 : 200;
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    calls: (path) => received.get(path) ?? [],
    close: () => server.close(),
  };
}
