import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { commentMark } from '../diff/format/markdown.ts';
import { postComment } from './post.ts';
import { type CommentServer, serveComments } from './testing/server.ts';

const text = (what: string) => `${commentMark}\n### ${what}\n`;

async function serve(t: TestContext): Promise<CommentServer> {
  const server = await serveComments();
  t.after(() => server.close());
  return server;
}

/** Variables of a workflow with this event. */
function github(t: TestContext, { address }: CommentServer, event: object) {
  const folder = mkdtempSync(join(tmpdir(), 'comment-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'event.json'), JSON.stringify(event));
  return {
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_REPOSITORY: 'shop/gitops',
    GITHUB_API_URL: address,
    GITHUB_TOKEN: 'secret',
  };
}
const pullRequest = { pull_request: { number: 12, head: { repo: { full_name: 'shop/gitops' } } } };

test('GitHub: the first comment is created, and the next one takes its place', async (t) => {
  const server = await serve(t);
  const variables = github(t, server, pullRequest);
  assert.deepEqual(await postComment(text('one'), variables), { outcome: 'created' });
  assert.deepEqual(await postComment(text('one'), variables), { outcome: 'unchanged' });
  assert.deepEqual(await postComment(text('two'), variables), { outcome: 'updated' });
  assert.deepEqual(
    server.comments.map(({ body }) => body),
    [`${commentMark}\n### two`],
  );
  const writes = server.got.filter(({ call }) => !call.startsWith('GET'));
  assert.deepEqual(writes, [
    {
      call: 'POST /repos/shop/gitops/issues/12/comments',
      token: 'Bearer secret',
      body: { body: `${commentMark}\n### one` },
    },
    {
      call: 'PATCH /repos/shop/gitops/issues/comments/1',
      token: 'Bearer secret',
      body: { body: `${commentMark}\n### two` },
    },
  ]);
});

test('GitHub: a comment of somebody else is left alone, whatever it begins with, and found behind hundreds', async (t) => {
  const server = await serve(t);
  const person = { user: { login: 'person', type: 'User' } };
  for (let id = 1; id <= 100; id++) server.comments.push({ id, body: text('forged'), ...person });
  server.comments.push({ id: 101, body: text('ours'), user: { login: 'github-actions[bot]', type: 'Bot' } });
  const variables = github(t, server, pullRequest);
  assert.deepEqual(await postComment(text('new'), variables), { outcome: 'updated' });
  assert.deepEqual(
    server.comments.filter(({ body }) => body.includes('new')).map(({ id }) => id),
    [101],
  );
  server.user = { login: 'robot' };
  assert.deepEqual(await postComment(text('new'), variables), { outcome: 'created' });
});

/** The event of a workflow that ran for a branch of this repository. */
const ran = (repository: string) => ({
  workflow_run: {
    head_branch: 'change',
    head_sha: 'a'.repeat(40),
    head_repository: { full_name: repository, owner: { login: repository.split('/')[0] } },
    pull_requests: [],
    html_url: 'https://github.com/shop/gitops/actions/runs/5',
  },
});

test('GitHub: after a workflow of a fork it is the open pull request at that commit, and the comment says so', async (t) => {
  const server = await serve(t);
  server.pulls = [
    { number: 3, head: { sha: 'b'.repeat(40) } },
    { number: 4, head: { sha: 'a'.repeat(40) } },
  ];
  assert.deepEqual(await postComment(text('x'), github(t, server, ran('other/gitops'))), { outcome: 'created' });
  assert.ok(server.got.some(({ call }) => call === 'GET /repos/shop/gitops/pulls?state=open&head=other%3Achange'));
  assert.ok(server.got.some(({ call }) => call === 'POST /repos/shop/gitops/issues/4/comments'));
  assert.match(
    server.comments[0]?.body ?? '',
    /^<!--.*-->\n> This comes from a fork.*\n\n### x\n\n\[Findings, logs, and the fleet as a page\]\(https:\/\/github\.com\/shop\/gitops\/actions\/runs\/5\)$/,
  );
  server.pulls = [];
  await assert.rejects(postComment(text('x'), github(t, server, ran('other/gitops'))), {
    name: 'Failure',
    message: 'No open pull request of shop/gitops is at aaaaaaa of other:change.',
  });
});

test('GitLab: the first note is created, and the next one takes its place', async (t) => {
  const server = await serve(t);
  server.comments.push({ id: 50, body: text('forged'), author: { id: 8 } });
  const variables = {
    CI_API_V4_URL: `${server.address}/api/v4`,
    CI_PROJECT_ID: '5',
    CI_MERGE_REQUEST_IID: '9',
    GITLAB_TOKEN: 'secret',
  };
  assert.deepEqual(await postComment(text('one'), variables), { outcome: 'created' });
  assert.deepEqual(await postComment(text('two'), variables), { outcome: 'updated' });
  const writes = server.got.filter(({ call }) => !call.startsWith('GET'));
  assert.deepEqual(
    writes.map(({ call, token }) => `${call} ${token}`),
    ['POST /api/v4/projects/5/merge_requests/9/notes secret', 'PUT /api/v4/projects/5/merge_requests/9/notes/2 secret'],
  );
});

test('Jenkins and CircleCI: the address of the page says which one it is', async (t) => {
  const server = await serve(t);
  const CHANGE_URL = `${server.address}/shop/sub/gitops/-/merge_requests/9`;
  assert.deepEqual(await postComment(text('x'), { CHANGE_URL, GITLAB_TOKEN: 'secret' }), { outcome: 'created' });
  const CIRCLE_PULL_REQUEST = `${server.address}/shop/gitops/pull/7`;
  const posted = postComment(text('x'), { CIRCLE_PULL_REQUEST, GITHUB_TOKEN: 'secret' });
  await assert.rejects(posted, { message: /^GET http:.*\/api\/v3\/user answers 404/ });
  assert.ok(server.got.some(({ call }) => call === 'POST /api/v4/projects/shop%2Fsub%2Fgitops/merge_requests/9/notes'));
});

test('without a pull request or a token nothing is posted, and the reason is said', async (t) => {
  const server = await serve(t);
  const none = (why: string) => ({ outcome: 'none', why });
  assert.deepEqual(await postComment(text('x'), {}), none('this run is about no pull request'));
  assert.deepEqual(
    await postComment(text('x'), { ...github(t, server, pullRequest), GITHUB_TOKEN: '' }),
    none('GITHUB_TOKEN is not set'),
  );
  assert.deepEqual(server.got, []);
});

test('a text that is no comment of a diff is refused before anything is called', async (t) => {
  const server = await serve(t);
  const variables = github(t, server, pullRequest);
  await assert.rejects(postComment('@everyone', variables), { message: /^The file does not begin with <!--/ });
  await assert.rejects(postComment(text('x'.repeat(70_000)), variables), { message: /and 65536 are the most/ });
  assert.deepEqual(server.got, []);
});

test('an API that refuses is a failure that names the call, never the token', async (t) => {
  const server = await serve(t);
  server.comments.push({ id: 9, body: text('x'), user: { login: 'a', type: 'Bot' } });
  const variables = { ...github(t, server, pullRequest), GITHUB_API_URL: `${server.address}/nowhere` };
  await assert.rejects(postComment(text('y'), variables), (error: Error) => {
    assert.match(error.message, /answers 404: \{"message":"Not Found"\}$/);
    assert.ok(!error.message.includes('secret'));
    return true;
  });
});
