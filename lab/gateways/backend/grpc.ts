import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { buffer } from 'node:stream/consumers';
import type { Echo } from './echo.ts';

/**
 * Responds to a unary call with the message that arrived, and status 0 in the trailers.
 * https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 */
export async function echoCall(
  backend: string,
  request: Http2ServerRequest,
  response: Http2ServerResponse,
): Promise<Echo> {
  const { method, url: path, headers, authority: host } = request;
  const message = await buffer(request);
  response.writeHead(200, { 'content-type': 'application/grpc', 'x-backend': backend });
  response.addTrailers({ 'grpc-status': '0' });
  response.end(message);
  return { backend, method, path, host, headers, bytes: message.length, complete: true };
}
