import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Failure } from '../../generators/model/finding.ts';
import { mavenProgram } from './maven.ts';

const { MAVEN_MIRROR, MOBILE_GITOPS_CACHE } = process.env;
const folder = mkdtempSync(join(tmpdir(), 'maven-'));
const asked: (string | undefined)[] = [];
const mirror = createServer((request, response) => {
  asked.push(request.url);
  response.writeHead(request.url?.startsWith('/empty') ? 404 : 200).end('something else');
});
let port = 0;

before(async () => {
  await new Promise<void>((resolve) => mirror.listen(0, '127.0.0.1', resolve));
  ({ port } = mirror.address() as AddressInfo);
  process.env.MOBILE_GITOPS_CACHE = folder;
});
after(() => {
  mirror.close();
  mirror.closeAllConnections();
  for (const [name, value] of Object.entries({ MAVEN_MIRROR, MOBILE_GITOPS_CACHE })) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  rmSync(folder, { recursive: true, force: true });
});

/** The failure of a download from another repository. */
function failureFrom(repository: string): Promise<Failure> {
  process.env.MAVEN_MIRROR = repository;
  return mavenProgram('keycloak', () => {}).then(assert.fail, (error: Failure) => error);
}

const file = 'org/keycloak/keycloak-quarkus-dist/26.7.3/keycloak-quarkus-dist-26.7.3.tar.gz';

const cases: [title: string, path: string, message: RegExp][] = [
  ['an archive with another checksum', '/other/', / has the SHA-256 [0-9a-f]{64} in place of [0-9a-f]{64}$/],
  ['a repository without the archive', '/empty', / could not be downloaded: the answer is 404$/],
];
for (const [title, path, message] of cases) {
  test(`${title} is a failure, and nothing of it stays`, async () => {
    const failure = await failureFrom(`http://127.0.0.1:${port}${path}`);
    assert.ok(failure instanceof Failure);
    assert.match(failure.message, message);
    assert.equal(asked.at(-1), `${path.replace(/\/$/, '')}/${file}`);
    assert.deepEqual(readdirSync(join(folder, 'tools')), []);
  });
}

test('a repository that does not answer is a failure that says how to name another one', async () => {
  const { message, fix } = await failureFrom('http://127.0.0.1:1');
  assert.match(message, /^http:\/\/127\.0\.0\.1:1\/org\/keycloak.* could not be downloaded: /);
  assert.match(fix, /MAVEN_MIRROR/);
});
