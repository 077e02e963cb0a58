import { randomBytes } from 'node:crypto';
import { request as send } from 'node:http';
import { request as sendOverTls } from 'node:https';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayEndpoint } from '../gatewayEndpoint.ts';
import { readFrames, textFrame } from '../webSocketFrames.ts';
import { connection, type HttpRequest } from './http.ts';

export interface WebSocketReply {
  /** 101 when it was opened. */
  readonly status: number;
  /** The texts that came back: `before` and, if it stayed open while it was idle, `after`. */
  readonly texts: readonly string[];
}

/** Opens a WebSocket, sends `before`, is idle for some seconds, and sends `after`. */
export async function webSocket(
  endpoint: GatewayEndpoint,
  request: Pick<HttpRequest, 'host' | 'path' | 'headers'>,
  idle: number,
): Promise<WebSocketReply> {
  const { status, socket } = await open(endpoint, request);
  if (!socket) return { status, texts: [] };
  const texts: string[] = [];
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    const { texts: found, rest } = readFrames(Buffer.concat([pending, bytes]));
    pending = rest;
    texts.push(...found);
  });
  socket.on('error', () => {});
  const exchange = async (text: string) => {
    socket.write(textFrame(text, randomBytes(4)));
    for (let wait = 0; wait < 100 && !texts.includes(text) && !socket.closed; wait++) await sleep(20);
  };
  await exchange('before');
  await sleep(idle * 1000);
  await exchange('after');
  socket.destroy();
  return { status, texts };
}

function open(
  endpoint: GatewayEndpoint,
  request: Pick<HttpRequest, 'host' | 'path' | 'headers'>,
): Promise<{ readonly status: number; readonly socket?: Duplex }> {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
    ...request.headers,
  };
  return new Promise((resolve, reject) => {
    const call = (endpoint.ca ? sendOverTls : send)(connection(endpoint, { ...request, headers }));
    call.once('upgrade', ({ statusCode: status = 0 }, socket: Duplex) => resolve({ status, socket }));
    call.once('response', ({ statusCode: status = 0 }) => {
      call.destroy();
      resolve({ status });
    });
    call.once('error', reject);
    call.end();
  });
}
