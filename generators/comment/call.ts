import { Failure } from '../model/finding.ts';

/** A call of an HTTP API with JSON. */
export interface Call {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Statuses that are an answer, too. Default: none. */
  readonly allowed?: readonly number[];
}

/**
 * The answer of an API; undefined where its status is one of those that are allowed. Redirects are not followed: the token
 * is for this server.
 * @throws Failure where there is no answer within 30 s, or another one than JSON with a status of success
 */
export async function call(address: string, { method = 'GET', headers, body, allowed = [] }: Call): Promise<unknown> {
  const where = `${method} ${address.replace(/\?.*$/, '')}`;
  const fix = 'See that the address is right, and that the token may read and write comments of this repository.';
  const response = await fetch(address, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(30_000),
  }).catch((error: Error) => {
    const why = error.cause instanceof Error ? error.cause.message : error.message;
    throw new Failure(`${where} has no answer: ${why}.`, fix);
  });
  if (allowed.includes(response.status)) return undefined;
  const text = await response.text();
  if (!response.ok) throw new Failure(`${where} answers ${response.status}: ${text.slice(0, 200)}`, fix);
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure(`${where} answers with something else than JSON: ${text.slice(0, 200)}`, fix);
  }
}
