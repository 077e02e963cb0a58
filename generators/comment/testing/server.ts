import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that a server got. */
export interface Got {
  readonly call: string;
  readonly token: string;
  readonly body?: unknown;
}

/** A comment that a server has. */
export interface StoredComment {
  id: number;
  body: string;
  user?: { login: string; type: string };
  author?: { id: number };
}

/** A server in the place of GitHub and of GitLab, in the documented form of what comments need. */
export interface CommentServer {
  readonly address: string;
  readonly got: readonly Got[];
  readonly comments: StoredComment[];
  /** Pull requests of a branch. */
  pulls: readonly { number: number; head: { sha: string } }[];
  /** Whether GitHub says whose token it is: it does not for that of a workflow. */
  user: { login: string } | undefined;
  close(): void;
}

export async function serveComments(): Promise<CommentServer> {
  const got: Got[] = [];
  const comments: StoredComment[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { authorization = '', 'private-token': own = '' } = request.headers;
    const call = `${request.method} ${request.url}`;
    got.push({ call, token: String(own || authorization), ...(text && { body: JSON.parse(text) }) });
    const answer = (status: number, value: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const { body = '' } = (text ? JSON.parse(text) : {}) as { body?: string };
    const page = Number(/[?&]page=(\d+)/.exec(call)?.[1] ?? 1);
    const id = Number(/\/(\d+)$/.exec(request.url ?? '')?.[1]);
    const found = comments.find((comment) => comment.id === id);
    if (request.url?.endsWith('/v4/user')) answer(200, { id: 7 });
    else if (request.url === '/user') answer(made.user ? 200 : 403, made.user ?? { message: 'not accessible' });
    else if (/\/pulls\?/.test(call)) answer(200, made.pulls);
    else if (/^GET .*\/(comments|notes)\?/.test(call)) answer(200, comments.slice((page - 1) * 100, page * 100));
    else if (/^POST .*\/(comments|notes)$/.test(call)) {
      const author = { user: { login: 'github-actions[bot]', type: 'Bot' }, author: { id: 7 } };
      comments.push({ id: comments.length + 1, body, ...author });
      answer(201, comments.at(-1));
    } else if (/^(PATCH|PUT) /.test(call) && found) {
      found.body = body;
      answer(200, found);
    } else answer(404, { message: 'Not Found' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made: CommentServer = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    comments,
    pulls: [],
    user: undefined,
    close: () => server.close(),
  };
  return made;
}
