import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { createServer, type Server, type Socket } from 'node:net';
import type { PlacedService } from '../placeServices.ts';
import { type BackendRequest, type BackendResponse, type Echo, echo } from './echo.ts';
import { echoCall } from './grpc.ts';
import { echoTexts } from './webSocket.ts';

/** A real process behind a Service, in place of its pods. */
export interface Backend {
  /** All requests that have arrived, the oldest first. */
  requests(): readonly Echo[];
  /** Closes its ports and all connections, as pods that are lost do. */
  stop(): Promise<void>;
}

/** Responds to a request in place of the echo, if it is one of its own: then it returns `true`. */
export type Responder = (request: BackendRequest, response: BackendResponse) => boolean;

/**
 * Starts a backend that responds with what it received: on all ports of a Service, in HTTP/1.1 and in HTTP/2 without
 * TLS, WebSockets and gRPC included. It runs in this process.
 */
export async function startBackend(place: PlacedService, responder: Responder = () => false): Promise<Backend> {
  const name = `${place.namespace}/${place.service}`;
  const requests: Echo[] = [];
  const sockets = new Set<Socket>();
  // A connection that breaks meanwhile is the client's concern.
  const record = (echoed: Promise<Echo>) => void echoed.then((one) => requests.push(one)).catch(() => {});
  const respond = (request: BackendRequest, response: BackendResponse) => {
    if (!responder(request, response)) record(echo(name, request, response));
  };
  // No limits of time: they are the gateway's to set.
  const http1 = createHttpServer({ requestTimeout: 0, keepAliveTimeout: 60_000 }, respond);
  http1.on('upgrade', (request: IncomingMessage, socket) => echoTexts(name, request, socket));
  const http2 = createHttp2Server((request, response) => {
    request.stream.on('error', () => {});
    if (request.headers['content-type'] === 'application/grpc') record(echoCall(name, request, response));
    else respond(request, response);
  });
  http2.on('sessionError', () => {});

  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      const isHttp2 = first.subarray(0, 3).toString() === preface;
      (isHttp2 ? http2 : http1).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  };
  const servers = await Promise.all(place.ports.map((port) => listen(port, place.address, accept)));
  return {
    requests: () => requests,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
      http1.close();
      http2.close();
    },
  };
}

/** The begin of every connection in HTTP/2. https://www.rfc-editor.org/rfc/rfc9113#section-3.4 */
const preface = 'PRI';

function listen(port: number, host: string, accept: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(accept);
    server.once('error', reject);
    server.listen({ port, host }, () => resolve(server));
  });
}
