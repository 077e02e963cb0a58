import { connect, type IncomingHttpHeaders } from 'node:http2';
import { buffer } from 'node:stream/consumers';
import type { GatewayEndpoint } from '../gatewayEndpoint.ts';

/** A unary call. */
export interface GrpcCall {
  readonly host: string;
  /** `/<package>.<Service>/<Method>`. */
  readonly path: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface GrpcReply {
  /** The status of HTTP. */
  readonly http: number;
  /** The status of the call, from the trailers or, where there is no message, from the headers: 0 is success. */
  readonly status?: number;
  /** The message; the body, where the response is not one of gRPC. */
  readonly message: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Makes a unary call.
 * https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 * @throws Error of the system or of Node.js when the connection or the stream breaks
 */
export async function grpc({ address, port, ca }: GatewayEndpoint, call: GrpcCall): Promise<GrpcReply> {
  const { host, path, message, headers } = call;
  const session = connect(`${ca ? 'https' : 'http'}://${address}:${port}`, { ...(ca && { ca, servername: host }) });
  try {
    return await new Promise((resolve, reject) => {
      session.once('error', reject);
      const stream = session.request({
        ':method': 'POST',
        ':path': path,
        ':authority': host,
        'content-type': 'application/grpc',
        te: 'trailers',
        ...headers,
      });
      let [head, trailers]: IncomingHttpHeaders[] = [{}, {}];
      stream.once('response', (received) => {
        head = received;
      });
      stream.once('trailers', (received) => {
        trailers = received;
      });
      stream.once('error', reject);
      stream.end(framed(message));
      buffer(stream).then((body) => {
        const status = trailers?.['grpc-status'] ?? head?.['grpc-status'];
        const isGrpc = head?.['content-type']?.startsWith('application/grpc');
        const text = body.subarray(isGrpc ? prefix : 0).toString();
        resolve({
          http: Number(head?.[':status']),
          ...(status !== undefined && { status: Number(status) }),
          message: text,
          headers: head ?? {},
        });
      }, reject);
    });
  } finally {
    session.destroy();
  }
}

/** Bytes before a message: whether it is compressed, and its length. */
const prefix = 5;

function framed(message: string): Buffer {
  const head = Buffer.alloc(prefix);
  head.writeUInt32BE(Buffer.byteLength(message), 1);
  return Buffer.concat([head, Buffer.from(message)]);
}
