import { Failure } from '../model/finding.ts';
import { isJsonObject } from '../model/json.ts';
import { call } from './call.ts';
import type { CommentPlace, GithubPlace, GitlabPlace } from './place.ts';

/** A comment by whoever the token belongs to. */
export interface OwnComment {
  readonly id: number;
  readonly body: string;
}

/** The comments of one pull request. */
export interface Thread {
  /** Those of the token's owner: what others write is never taken for a comment of the pipeline. */
  own(): Promise<readonly OwnComment[]>;
  create(body: string): Promise<unknown>;
  update(id: number, body: string): Promise<unknown>;
}

/**
 * Opens the comments of a pull request.
 * @throws Failure where it is not the tip of an open one any more, or where the API refuses
 */
export function openThread(place: CommentPlace, token: string): Promise<Thread> {
  return place.host === 'github' ? githubThread(place, token) : gitlabThread(place, token);
}

/** https://docs.github.com/en/rest/issues/comments, https://docs.github.com/en/rest/pulls/pulls#list-pull-requests */
async function githubThread(place: GithubPlace, token: string): Promise<Thread> {
  const { api, repository } = place;
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'x-github-api-version': '2022-11-28',
  };
  const number = await numberOf(place, headers);
  const comments = `${api}/repos/${repository}/issues/${number}/comments`;
  return {
    async own() {
      // A token of a workflow has no user, and is a bot.
      const user = await call(`${api}/user`, { headers, allowed: [401, 403] });
      const login = isJsonObject(user) ? user.login : undefined;
      return (await pages(comments, headers)).filter(({ user: author }) =>
        isJsonObject(author) && login === undefined ? author.type === 'Bot' : loginOf(author) === login,
      );
    },
    create: (body) => call(comments, { method: 'POST', headers, body: { body } }),
    update: (id, body) =>
      call(`${api}/repos/${repository}/issues/comments/${id}`, { method: 'PATCH', headers, body: { body } }),
  };
}

const loginOf = (author: unknown) => (isJsonObject(author) ? author.login : undefined);

async function numberOf({ api, repository, pullRequest }: GithubPlace, headers: Record<string, string>) {
  if (typeof pullRequest === 'number') return pullRequest;
  const { owner, branch, commit } = pullRequest;
  const query = new URLSearchParams({ state: 'open', head: `${owner}:${branch}` });
  const found = await call(`${api}/repos/${repository}/pulls?${query}`, { headers });
  for (const one of Array.isArray(found) ? found : []) {
    if (isJsonObject(one) && isJsonObject(one.head) && one.head.sha === commit) return Number(one.number);
  }
  throw new Failure(
    `No open pull request of ${repository} is at ${commit.slice(0, 7)} of ${owner}:${branch}.`,
    'It was closed, or something was pushed since: the run for that posts its own comment.',
  );
}

/** https://docs.gitlab.com/api/notes/#merge-requests */
async function gitlabThread({ api, project, mergeRequest }: GitlabPlace, token: string): Promise<Thread> {
  const headers = { 'private-token': token };
  const notes = `${api}/projects/${encodeURIComponent(project)}/merge_requests/${mergeRequest}/notes`;
  return {
    async own() {
      const user = await call(`${api}/user`, { headers });
      const id = isJsonObject(user) ? user.id : undefined;
      return (await pages(notes, headers)).filter(({ author }) => isJsonObject(author) && author.id === id);
    },
    create: (body) => call(notes, { method: 'POST', headers, body: { body } }),
    update: (id, body) => call(`${notes}/${id}`, { method: 'PUT', headers, body: { body } }),
  };
}

type Listed = OwnComment & Readonly<Record<string, unknown>>;

/** All comments, a hundred at a time. */
async function pages(address: string, headers: Record<string, string>): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  for (let page = 1; ; page++) {
    const found = await call(`${address}?per_page=100&page=${page}`, { headers });
    const some = Array.isArray(found) ? found : [];
    all.push(...some.filter(isComment));
    if (some.length < 100) return all;
  }
}

function isComment(value: unknown): value is Listed {
  return isJsonObject(value) && typeof value.id === 'number' && typeof value.body === 'string';
}
