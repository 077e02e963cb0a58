import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { copyRepository, git, run } from '../repositoryCopy.ts';

const image = (tag: string) => `ghcr.io/example/api:${tag}@sha256:${'a'.repeat(64)}`;

const mistakes: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['an environment that is not there', ['stagin', `api=${image('1')}`], /There is no environment stagin/],
  ['an image that no app has', ['staging', `apo=${image('1')}`], /called apo[\s\S]*Did you mean api\?/],
  ['an image without a registry', ['staging', 'api=api:1'], /"api:1" is no image/],
  ['no image', ['staging', 'api'], /"api" names no image/],
  ['nothing to set', ['staging'], /it takes <environment> <name=image\.\.\.>, and got 1/],
];

test('a pipeline sets an image: its line and what follows from it change, a second time nothing, and by mistake nothing', (t) => {
  const root = copyRepository(t, ['staging']);
  git(root, 'commit', '--quiet', '--all', '--allow-empty', '--message', 'one environment');
  const file = join(root, 'overlays/staging/images.yaml');
  const text = '# of the pipeline\nimages:\n\n  auth: quay.io/keycloak/keycloak:26.4.0 # by hand\n';
  writeFileSync(file, text);
  git(root, 'commit', '--quiet', '--all', '--message', 'an image');
  const { status, stdout, stderr } = run(root, 'set-image', 'staging', `api=${image('1.4.0')}`);
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /^staging: api {2}not set → ghcr\.io\/example\/api:1\.4\.0@sha256:a+$/m);
  assert.equal(readFileSync(file, 'utf8'), `${text}  api: ${image('1.4.0')}\n`);
  const changed = git(root, 'diff', '--name-only');
  assert.match(changed, /^overlays\/staging\/apps\/api\/kustomization\.yaml$/m);

  git(root, 'add', '.');
  const again = run(root, 'set-image', 'staging', `api=${image('1.4.0')}`);
  assert.match(again.stdout, /api runs .* already$/m);
  for (const [title, args, message] of mistakes) {
    const mistaken = run(root, 'set-image', ...args);
    assert.equal(mistaken.status, 2, title);
    assert.match(mistaken.stderr, message, title);
  }
  assert.equal(git(root, 'diff', '--name-only'), '');
});
