import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { git } from '../programs/testing/git.ts';
import { propose } from './propose.ts';

/** A host that opens one pull request of each branch, and answers a second time with the status of its kind. */
async function scene(t: TestContext, name: 'github' | 'gitlab') {
  const calls: unknown[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const token = request.headers.authorization ?? request.headers['private-token'];
    calls.push({ call: `${request.method} ${request.url}`, token, body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.writeHead(calls.length === 1 ? 201 : name === 'gitlab' ? 409 : 422);
    response.end(JSON.stringify(name === 'gitlab' ? { web_url: 'https://page' } : { html_url: 'https://page' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const folder = mkdtempSync(join(tmpdir(), 'propose-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [bare, root] = [join(folder, 'bare'), join(folder, 'clone')];
  for (const one of [bare, root]) mkdirSync(one);
  git(bare, ['init', '--quiet', '--bare']);
  git(root, ['init', '--quiet']);
  writeFileSync(join(root, 'image'), '1');
  git(root, ['add', '.']);
  git(root, ['commit', '--quiet', '--message', 'first']);
  const { port } = server.address() as AddressInfo;
  const address = `http://robot:secret@127.0.0.1:${port}/shop/gitops.git`;
  git(root, ['remote', 'add', 'origin', address]);
  git(root, ['config', `url.${bare}.pushInsteadOf`, address]);
  return { root, bare, calls };
}

const proposal = { branch: 'image/api', title: 'staging: api 2' };

for (const [name, call, token, body] of [
  [
    'github',
    'POST /api/v3/repos/shop/gitops/pulls',
    'Bearer t',
    { title: 'staging: api 2', head: 'image/api', base: 'main' },
  ],
  [
    'gitlab',
    'POST /api/v4/projects/shop%2Fgitops/merge_requests',
    't',
    { source_branch: 'image/api', target_branch: 'main', title: 'staging: api 2' },
  ],
] as const) {
  test(`${name}: what differs is pushed and a pull request opened; another time it is updated`, async (t) => {
    const { root, bare, calls } = await scene(t, name);
    const variables = name === 'gitlab' ? { GITLAB_TOKEN: 't' } : { GITHUB_TOKEN: 't', GITLAB_TOKEN: 'other' };
    assert.deepEqual(await propose(root, proposal, variables), { outcome: 'none', branch: 'image/api' });
    writeFileSync(join(root, 'image'), '2');
    const opened = { outcome: 'opened', branch: 'image/api', address: 'https://page' };
    assert.deepEqual(await propose(root, proposal, variables), opened);
    assert.deepEqual(calls, [{ call, token, body }]);
    assert.equal(git(bare, ['show', 'image/api:image']), '2');
    assert.equal(git(bare, ['log', '-1', '--format=%s', 'image/api']).trim(), 'staging: api 2');
    writeFileSync(join(root, 'image'), '3');
    assert.deepEqual(await propose(root, proposal, variables), { outcome: 'updated', branch: 'image/api' });
    assert.equal(git(bare, ['show', 'image/api:image']), '3');
  });
}

test('without a token nothing is pushed', async (t) => {
  const { root, bare } = await scene(t, 'github');
  writeFileSync(join(root, 'image'), '2');
  await assert.rejects(propose(root, proposal, {}), { name: 'Failure', message: 'GITHUB_TOKEN is not set.' });
  assert.equal(git(bare, ['branch', '--list']), '');
});
