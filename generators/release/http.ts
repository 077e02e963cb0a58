import { request as requestPlain } from 'node:http';
import { type RequestOptions, request as requestSecure } from 'node:https';
import { Failure } from '../model/finding.ts';

/** The address of a server, and the credentials for it. */
export interface Connection {
  /** Scheme, host and port, possibly with a path; no slash at the end. */
  readonly server: string;
  readonly token?: string;
  /** PEM. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** The name in the server's certificate, where it is not the host. */
  readonly serverName?: string;
  /** Whether its certificate is accepted without verification. Default: no. */
  readonly insecure?: boolean;
}

/** A response: JSON, and the time of the response by the server's clock. */
export interface JsonResponse {
  readonly body: unknown;
  readonly now: number;
}

const patience = 30_000;

/**
 * GETs JSON. Redirects are not followed.
 * @throws Failure when there is no response within 30 s, or another one than 200 with JSON
 */
export async function getJson(connection: Connection, path: string): Promise<JsonResponse> {
  const { status, date, text } = await get(connection, path);
  if (status === 401 || status === 403) {
    const fix = 'Give it credentials that may read Applications.';
    throw new Failure(`${connection.server} refuses with status ${status}: ${brief(text)}`, fix);
  }
  const fix = 'Check the address, and whether the hub is running.';
  if (status !== 200) throw new Failure(`${connection.server}${path} answers ${status}: ${brief(text)}`, fix);
  const now = Date.parse(date);
  try {
    return { body: JSON.parse(text) as unknown, now: Number.isNaN(now) ? Date.now() : now };
  } catch {
    throw new Failure(`${connection.server}${path} answers with something else than JSON: ${brief(text)}`, fix);
  }
}

function get(connection: Connection, path: string): Promise<{ status: number; date: string; text: string }> {
  const url = new URL(`${connection.server}${path}`);
  const { ca, cert, key, token, serverName, insecure = false } = connection;
  const options: RequestOptions = {
    headers: { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(serverName && { servername: serverName }),
    rejectUnauthorized: !insecure,
    signal: AbortSignal.timeout(patience),
  };
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      const why = error.name === 'TimeoutError' ? `no answer within ${patience / 1000} s` : reasonOf(error);
      const fix = 'Check the address and its certificate, and whether this machine may reach it.';
      reject(new Failure(`Cannot read from ${connection.server}: ${why}.`, fix, error));
    };
    const send = url.protocol === 'http:' ? requestPlain : requestSecure;
    const request = send(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          date: response.headers.date ?? '',
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', fail);
    request.end();
  });
}

/**
 * The reason of a network error. Where a host has several addresses, Node.js reports an empty error with one inside for
 * each address.
 */
function reasonOf(error: Error): string {
  if (error instanceof AggregateError) return error.errors.map((one: Error) => one.message).join(', ');
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function brief(text: string): string {
  let message = text;
  try {
    message = (JSON.parse(text) as { message?: string } | null)?.message ?? text;
  } catch {
    // not JSON: the text itself
  }
  const line = message.replaceAll(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line || 'nothing more';
}
