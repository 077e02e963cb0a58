import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run } from '../../generators/programs/run.ts';
import { git } from '../../generators/programs/testing/git.ts';
import type { Definition } from '../definitions.ts';
import { makeFolder } from './folders.ts';
import { serveGit } from './gitServer.ts';

const folder = mkdtempSync(join(tmpdir(), 'folders-'));
const server = await serveGit(folder);
after(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const definition = (group: string, plural: string) =>
  ({ kind: 'CustomResourceDefinition', metadata: { name: `${plural}.${group}` }, spec: { group } }) as Definition;

test('a folder is served at its tag, with the kinds of its operator alone', async () => {
  const wanted = { repository: '', path: 'config/crd', version: 'v1.6.1' };
  const kinds = [definition('routes.io', 'routes'), definition('other.io', 'others')];
  const name = await makeFolder(folder, { ...wanted, operator: { name: 'routes', groups: ['routes.io'] } }, kinds);
  const clone = join(folder, 'clone');
  const { status, reason } = await run('git', [
    'clone',
    '--quiet',
    '--branch',
    'v1.6.1',
    `${server.address}/${name}`,
    clone,
  ]);
  assert.equal(status, 0, reason);
  assert.equal(git(clone, ['ls-files']), 'config/crd/routes.routes.io.json\n');
});
