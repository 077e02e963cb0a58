import assert from 'node:assert/strict';
import { test } from 'node:test';
import { argocdConnection, argocdHub } from './argocdHub.ts';
import { connectHub } from './connect.ts';
import { getJson } from './http.ts';
import { kubernetesHub } from './kubernetesHub.ts';
import { applicationAt, now } from './testing/application.ts';
import { selfSigned } from './testing/certificates.ts';
import { serveHub } from './testing/server.ts';

const names = ['stage-api', 'stage-worker', 'azure-api', 'azure-worker', 'aws-api'];
const applications = names.map((name) => applicationAt(name, 'abc'));

test('both APIs of a hub give the same Applications and the time of the hub', async (t) => {
  const server = await serveHub(t, applications, { token: 'secret' });
  const connection = { server: server.address, token: 'secret' };
  const kubernetes = await kubernetesHub(connection, 'argocd').read();
  assert.deepEqual([...kubernetes.applications.keys()], names);
  assert.equal(kubernetes.now, now);
  assert.deepEqual(await argocdHub(connection, 'argocd').read(), kubernetes);
  assert.deepEqual(server.requests, [
    'GET /apis/argoproj.io/v1alpha1/namespaces/argocd/applications?limit=250 Bearer secret',
    'GET /api/v1/applications?appNamespace=argocd Bearer secret',
  ]);
});

test('a list in pages is read to its end', async (t) => {
  const server = await serveHub(t, applications, { pageSize: 2 });
  const state = await kubernetesHub({ server: server.address }, 'argocd').read();
  assert.deepEqual([...state.applications.keys()], names);
  assert.equal(server.requests.length, 3);
});

test('a server is verified by its certificate, and may require one of the client', async (t) => {
  const tls = selfSigned('hub');
  const client = selfSigned('release');
  if (!tls || !client) return t.skip('there is no program openssl');
  const server = await serveHub(t, applications, { tls: { ...tls, ca: client.cert } });
  const path = '/api/v1/applications';
  const { body } = await getJson({ server: server.address, ca: tls.cert, ...client }, path);
  assert.equal((body as { items: unknown[] }).items.length, names.length);
  await getJson({ server: server.address, insecure: true, ...client }, path);
  await assert.rejects(getJson({ server: server.address, ...client }, path), /self-signed certificate/);
  await assert.rejects(getJson({ server: server.address, ca: tls.cert }, path), /Cannot read from https:/);
});

test('a response without Applications is a failure that contains it', async (t) => {
  const cases: [status: number, body: string, message: RegExp][] = [
    [401, '{"message":"no session"}', /refuses with status 401: no session$/],
    [403, '{"kind":"Status","message":"may not list"}', /refuses with status 403: may not list$/],
    [404, 'page\nnot found', /applications\?appNamespace=argocd answers 404: page not found$/],
    [500, '', /answers 500: nothing more$/],
    [302, '', /answers 302/],
    [200, '<html>', /answers with something else than JSON: <html>$/],
  ];
  for (const [status, body, message] of cases) {
    const server = await serveHub(t, [], { answer: (response) => void response.writeHead(status).end(body) });
    const hub = argocdHub({ server: server.address, token: 'secret' }, 'argocd');
    await assert.rejects(hub.read(), (error: Error) => {
      assert.equal(error.name, 'Failure');
      assert.match(error.message, message);
      assert.ok(!error.message.includes('secret'));
      return true;
    });
  }
  await assert.rejects(argocdHub({ server: 'http://127.0.0.1:1' }, 'argocd').read(), /Cannot read from .*ECONNREFUSED/);
});

test('an incomplete response is a failure', async (t) => {
  const server = await serveHub(t, [], {
    answer: (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{');
      setImmediate(() => response.destroy());
    },
  });
  await assert.rejects(argocdHub({ server: server.address }, 'argocd').read(), /Cannot read from .*: aborted/);
});

test('the hub is found as the argocd program finds it, unless a kubeconfig is named', async () => {
  assert.equal(argocdConnection({}), undefined);
  for (const server of ['argocd.example.com', 'https://argocd.example.com/']) {
    const found = argocdConnection({ ARGOCD_SERVER: server, ARGOCD_AUTH_TOKEN: 'secret' });
    assert.deepEqual(found, { server: 'https://argocd.example.com', token: 'secret' });
  }
  assert.throws(() => argocdConnection({ ARGOCD_SERVER: 'argocd.example.com' }), /ARGOCD_AUTH_TOKEN is not/);
  await assert.rejects(connectHub({}, {}), /no hub is configured/);
  await assert.rejects(connectHub({ kubeconfig: 'none' }, { ARGOCD_SERVER: 'x' }), /Cannot read none/);
});
