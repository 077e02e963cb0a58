import type { IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request as send } from 'node:https';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDiscovery } from './discovery.ts';
import { ApiError } from './error.ts';

/** The reference to an object. */
export interface Ref {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
}

/** The address of an API server and the credentials for it, in PEM. */
export interface ApiServerAccess {
  /** Such as `https://127.0.0.1:24017`. */
  readonly server: string;
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

export interface RequestParts {
  readonly body?: unknown;
  /** Default: `application/json`. */
  readonly contentType?: string;
  /** The wanted content type of the response. Default: `application/json`. */
  readonly accept?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Receives the server's warnings, for example about an unknown field. */
  readonly warned?: (message: string) => void;
}

type Change = 'ADDED' | 'MODIFIED' | 'DELETED';

/**
 * A client of a Kubernetes API server, for objects of any kind. Every method throws an `ApiError` for a request that
 * the server rejects, and the system's error when the server is unreachable.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/
 */
export interface KubernetesApi {
  readonly server: string;
  request<T>(method: string, path: string, call?: RequestParts): Promise<T>;
  /** `undefined` when there is no such object. */
  get<T extends Ref>(ref: Ref): Promise<T | undefined>;
  list<T extends Ref>(apiVersion: string, kind: string, of?: Selection): Promise<T[]>;
  /** With `brief`, the response is its metadata alone. */
  create<T extends Ref>(object: T, options?: { readonly brief?: boolean }): Promise<T>;
  /** Server-side apply. */
  apply<T extends Ref>(object: T, options: ApplyOptions): Promise<T>;
  patch<T extends Ref>(ref: Ref, patch: unknown, options?: PatchOptions): Promise<T>;
  /** A missing object is no error. */
  delete(ref: Ref, options?: DeleteOptions): Promise<void>;
  /** Lists, then watches, and lists again after an error. Ends when `signal` is aborted. */
  watch<T extends Ref>(
    apiVersion: string,
    kind: string,
    on: (change: Change, object: T) => void,
    options: { signal: AbortSignal },
  ): Promise<void>;
}

export interface Selection {
  readonly namespace?: string;
  /** Such as `app.kubernetes.io/name=api`. */
  readonly labelSelector?: string;
  /** Such as `spec.nodeName=zone-a-0`. */
  readonly fieldSelector?: string;
}

export interface ApplyOptions {
  /** Name of the field manager. */
  readonly manager: string;
  /** Takes ownership of fields of other managers. Default: no, which causes a conflict (409). */
  readonly force?: boolean;
  /** Changes nothing. Default: no. */
  readonly dryRun?: boolean;
  readonly subresource?: 'status';
  /** Receives the server's warnings. */
  readonly warned?: (message: string) => void;
}

export interface PatchOptions {
  readonly subresource?: string;
  /** Default: `merge`. */
  readonly type?: 'merge' | 'json' | 'strategic';
}

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagation?: 'Foreground' | 'Background' | 'Orphan';
}

const patchTypes = { merge: 'merge-patch', json: 'json-patch', strategic: 'strategic-merge-patch' } as const;

const metadataAlone = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

export function createApi(access: ApiServerAccess): KubernetesApi {
  const agent = new Agent({ keepAlive: true, ca: access.ca, cert: access.certificate, key: access.key });
  const open = (method: string, path: string, { body, accept, contentType, query, signal }: RequestParts = {}) => {
    const url = new URL(path, access.server);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const headers = { accept: accept ?? 'application/json', 'content-type': contentType ?? 'application/json' };
    return respond(url, { method, agent, headers, ...(signal && { signal }) }, body);
  };
  const request = async <T>(method: string, path: string, call?: RequestParts): Promise<T> => {
    const response = await open(method, path, call);
    const answer = await text(response);
    for (const warning of warningsOf(response)) call?.warned?.(warning);
    const json = response.headers['content-type']?.startsWith('application/json');
    return (json ? JSON.parse(answer) : answer) as T;
  };
  const pathOf = createDiscovery(request);

  async function* changes(path: string, resourceVersion: string, signal: AbortSignal) {
    const query = { watch: 'true', resourceVersion, allowWatchBookmarks: 'false', timeoutSeconds: '300' };
    const stream = await open('GET', path, { query, signal });
    for await (const line of createInterface(stream)) yield JSON.parse(line) as { type: string; object: Ref };
  }

  const api: KubernetesApi = {
    server: access.server,
    request,
    get: (ref) =>
      pathOf(ref)
        .then((path) => request('GET', path))
        .catch(unlessMissing) as Promise<undefined>,
    async list<T extends Ref>(apiVersion: string, kind: string, { namespace, ...query }: Selection = {}) {
      const path = await pathOf({ apiVersion, kind, metadata: { namespace } });
      const { items } = await request<{ items: T[] }>('GET', path, { query });
      return items.map((item) => ({ ...item, apiVersion, kind }));
    },
    async create(object, { brief = false } = {}) {
      const path = await pathOf({ ...object, metadata: { namespace: object.metadata.namespace } });
      return request('POST', path, { body: object, ...(brief && { accept: metadataAlone }) });
    },
    async apply(object, { manager, force = false, dryRun = false, subresource, warned }) {
      const query = { fieldManager: manager, force: String(force), ...(dryRun && { dryRun: 'All' }) };
      const path = [await pathOf(object), ...(subresource ? [subresource] : [])].join('/');
      const contentType = 'application/apply-patch+yaml';
      return request('PATCH', path, { body: object, contentType, query, ...(warned && { warned }) });
    },
    async patch(ref, patch, { subresource, type = 'merge' } = {}) {
      const path = [await pathOf(ref), ...(subresource ? [subresource] : [])].join('/');
      return request('PATCH', path, { body: patch, contentType: `application/${patchTypes[type]}+json` });
    },
    async delete(ref, { gracePeriodSeconds, propagation = 'Background' } = {}) {
      const body = { kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds, propagationPolicy: propagation };
      await pathOf(ref)
        .then((path) => request('DELETE', path, { body }))
        .catch(unlessMissing);
    },
    async watch<T extends Ref>(
      apiVersion: string,
      kind: string,
      on: (change: Change, object: T) => void,
      { signal }: { signal: AbortSignal },
    ) {
      const known = new Map<string, T>();
      const tell = (type: Change, object: T) => {
        const id = `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
        if (type === 'DELETED') known.delete(id);
        else known.set(id, object);
        on(type, object);
      };
      while (!signal.aborted) {
        try {
          const path = await pathOf({ apiVersion, kind, metadata: {} });
          const { items, metadata } = await request<{ items: T[]; metadata: { resourceVersion: string } }>('GET', path);
          const gone = new Map(known);
          for (const item of items) {
            gone.delete(`${item.metadata.namespace ?? ''}/${item.metadata.name}`);
            tell('ADDED', { ...item, apiVersion, kind });
          }
          for (const object of gone.values()) tell('DELETED', object);
          for await (const { type, object } of changes(path, metadata.resourceVersion, signal)) {
            if (type === 'ERROR') break;
            tell(type as Change, object as T);
          }
        } catch {
          // The server is unreachable, or the kind is not served yet: the next round tries again.
          await sleep(500, undefined, { signal }).catch(() => {});
        }
      }
    },
  };
  return api;
}

/** Parses the body of a response. */
function respond(url: URL, options: RequestOptions, body: unknown): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const call = send(url, options, (response) => {
      const { statusCode: status = 0 } = response;
      if (status < 300) return resolve(response);
      text(response).then(
        (answer) => reject(new ApiError(status, `${options.method} ${url.pathname}`, answer)),
        reject,
      );
    });
    call.once('error', reject);
    const content = body === undefined ? '' : JSON.stringify(body);
    // Node.js sends the body of a DELETE without this header, and the server reads it as the next request.
    if (content) call.setHeader('content-length', Buffer.byteLength(content));
    call.end(content);
  });
}

/** Texts of the header `Warning`: a code, an agent and a quoted text (RFC 7234, 5.5). */
function warningsOf({ headers }: IncomingMessage): string[] {
  const text = ([] as string[]).concat(headers.warning ?? []).join(', ');
  return [...text.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, message = '']) =>
    message.replaceAll(/\\(.)/g, '$1'),
  );
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof ApiError && error.status === 404) return undefined;
  throw error;
}
