import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { readFrames, textFrame } from '../webSocketFrames.ts';

/** Accepts a WebSocket, and sends back each text. https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2 */
export function echoTexts(backend: string, { headers }: IncomingMessage, socket: Duplex): void {
  const accept = createHash('sha1')
    .update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  const head = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
    `X-Backend: ${backend}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    const { texts, rest } = readFrames(Buffer.concat([pending, bytes]));
    pending = rest;
    for (const text of texts) socket.write(textFrame(text));
  });
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.end());
}
