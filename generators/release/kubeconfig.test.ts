import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readKubeconfig } from './kubeconfig.ts';

/** A kubeconfig with one cluster and one user, beside files that they may name. */
function kubeconfig(t: TestContext, cluster: unknown, user: unknown, files: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o755 });
  const file = join(folder, 'config');
  const config = {
    'current-context': 'hub',
    contexts: [
      { name: 'hub', context: { cluster: 'hub', user: 'release' } },
      { name: 'other', context: { cluster: 'none', user: 'release' } },
    ],
    clusters: [{ name: 'hub', cluster }],
    users: [{ name: 'release', user }],
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

const server = 'https://hub.example.com:6443';
const base64 = (text: string) => Buffer.from(text).toString('base64');

test('certificates and tokens are read from the file or from files beside it', async (t) => {
  const cases: [cluster: object, user: object | null, expected: object][] = [
    [{ server: `${server}/` }, { token: 'secret' }, { server, token: 'secret' }],
    [
      { server, 'certificate-authority-data': base64('CA') },
      { 'client-certificate-data': base64('CERT'), 'client-key-data': base64('KEY') },
      { server, ca: 'CA', cert: 'CERT', key: 'KEY' },
    ],
    [
      { server, 'certificate-authority': 'ca.pem', 'tls-server-name': 'hub' },
      { 'client-certificate': 'cert.pem', 'client-key': 'key.pem', tokenFile: 'token' },
      { server, ca: 'CA', cert: 'CERT', key: 'KEY', token: 'secret', serverName: 'hub' },
    ],
    [{ server, 'insecure-skip-tls-verify': true }, null, { server, insecure: true }],
  ];
  for (const [cluster, user, expected] of cases) {
    const files = { 'ca.pem': 'CA', 'cert.pem': 'CERT', 'key.pem': 'KEY', token: 'secret\n' };
    assert.deepEqual(await readKubeconfig(kubeconfig(t, cluster, user, files)), expected);
  }
});

test('the exec plugin of a kubeconfig is run for credentials', async (t) => {
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: './credentials',
    args: ['for', 'release'],
    env: [{ name: 'GREETING', value: 'hello' }],
  };
  const said = `printf '{"status":{"token":"%s"}}' "$GREETING $1 $2 \${#KUBERNETES_EXEC_INFO}"`;
  const files = { credentials: `#!/bin/sh\n${said}\n` };
  const info = { apiVersion: exec.apiVersion, kind: 'ExecCredential', spec: { interactive: false } };
  assert.deepEqual(await readKubeconfig(kubeconfig(t, { server }, { exec }, files)), {
    server,
    token: `hello for release ${JSON.stringify(info).length}`,
  });
  const failing = { credentials: '#!/bin/sh\necho no network >&2\nexit 1\n' };
  await assert.rejects(readKubeconfig(kubeconfig(t, { server }, { exec }, failing)), {
    message: './credentials gave no credentials: no network',
  });
  await assert.rejects(readKubeconfig(kubeconfig(t, { server }, { exec })), {
    message: './credentials gave no credentials: there is no program `./credentials`',
    fix: 'Run it by hand and see what it says.',
  });
  const silent = { credentials: '#!/bin/sh\necho hello\n' };
  await assert.rejects(readKubeconfig(kubeconfig(t, { server }, { exec }, silent)), {
    message: './credentials printed no credentials.',
  });
});

test('an unusable entry is named', async (t) => {
  const file = kubeconfig(t, { server, 'proxy-url': 'http://proxy' }, {});
  await assert.rejects(readKubeconfig(file), { message: `${file} requires a proxy.` });
  for (const context of ['other', 'none']) {
    await assert.rejects(readKubeconfig(file, context), { fix: 'Choose one with --context: hub, other.' });
  }
  await assert.rejects(readKubeconfig(`${file}-missing`), /Cannot read .*config-missing/);
  const broken = kubeconfig(t, { server, 'certificate-authority': 'gone.pem' }, {}, { text: 'just text' });
  await assert.rejects(readKubeconfig(broken), /Cannot read .*gone\.pem/);
  const text = broken.replace(/config$/, 'text');
  await assert.rejects(readKubeconfig(text), { message: `${text} is not a kubeconfig.` });
});
