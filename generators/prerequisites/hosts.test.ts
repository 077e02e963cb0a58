import assert from 'node:assert/strict';
import { test } from 'node:test';
import { job } from '../blocks/jobs/job.ts';
import { server } from '../blocks/names.ts';
import { service } from '../blocks/service.ts';
import { linkCluster } from '../link/clusters.ts';
import type { Resource } from '../model/resource.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { fleetSettings } from '../testing/fleetSettings.ts';
import { app } from '../testing/names.ts';
import { exampleSpec } from '../testing/spec.ts';
import { hostsNamed } from './hosts.ts';

const cases: [title: string, text: string, expected: readonly string[]][] = [
  ['an address', 'https://login.example.com/realms', ['login.example.com']],
  ['with a port', 'amqps://mq.example.com:5671/', ['mq.example.com']],
  ['with an account', 'postgresql://user:{{ .password }}@db.example.com/users', []],
  ['with a plain account', 'https://user@db.example.com', ['db.example.com']],
  [
    'at the end of a sentence, and two of them on two lines',
    'See https://a.example.com.\nhttps://b.example.com',
    ['a.example.com', 'b.example.com'],
  ],
  ['in quotes inside a text', '{"url": "https://a.example.com"}', ['a.example.com']],
  ['a Service of the cluster', 'http://api.backend.svc.cluster.local:8080', []],
  ['this machine, or a number', 'http://localhost:9090 http://127.0.0.1:80', []],
  ['a host of our own', 'https://api.shop.example', []],
  ['a name without a scheme', 'login.example.com', []],
  ['after a million letters', `${'x'.repeat(2 ** 20)} https://a.example.com`, ['a.example.com']],
];
for (const [title, text, expected] of cases) {
  test(`hosts outside are found in texts: ${title}`, () => {
    const object: Resource = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one' }, data: { text } };
    const found = hostsNamed(JSON.stringify([object]), undefined, new Set(['api.shop.example'])).map(
      ({ host }) => host,
    );
    assert.deepEqual(found, expected);
  });
}

test('hosts of contracts are those that the app uses and those that its jobs use, each with its networks', () => {
  const shop = app('shop', 'backend', ['http']);
  const mail = server('mail', { ports: { smtp: 587 } });
  const directory = server('directory', { ports: { ldaps: 636 } });
  const setup = job(shop, {
    name: 'shop-setup',
    when: 'once',
    runtime: () => ({ image: 'registry.example.com/setup:1', user: 1000, group: 1000, ports: {} }),
    images: {},
    uses: { directory: directory.use },
    resources: { cpu: '50m', memory: '64Mi' },
    minutes: 1,
    retries: 0,
  });
  const own = service(shop, { ...exampleSpec, uses: { mail: mail.use }, parts: [setup] });
  const cluster = exampleCluster('aws', {
    data: {
      mail: { provider: 'external', host: 'smtp.example.com' },
      directory: { provider: 'external', host: 'ldap.example.com', networks: ['10.40.0.0/24'] },
    },
  });
  const catalogue = { apps: [own], contracts: [mail.contract, directory.contract] };
  const { graph } = linkCluster(catalogue, { settings: fleetSettings }, exampleEnvironment([cluster]), cluster);
  assert.deepEqual(hostsNamed('[]', graph.get('shop'), new Set()), [
    { host: 'smtp.example.com', networks: [] },
    { host: 'ldap.example.com', networks: ['10.40.0.0/24'] },
  ]);
});

test('issuers and audiences of tokens are compared, and nobody calls them', () => {
  const claims = ['https://login.example.net', 'https://login.example.net/', 'https://api.example.org', 'shop'];
  const object: Resource = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'one' },
    data: {
      issuer: 'https://login.example.net/',
      list: 'issuer: https://login.example.net\naudiences:\n  - https://api.example.org\n',
      principal: 'https://login.example.net/*',
      variable: 'https://api.example.org,shop',
      keys: 'https://keys.example.net/keys',
    },
  };
  const found = (more: object) =>
    hostsNamed(JSON.stringify([object, { ...object, data: more }]), undefined, new Set(), claims).map(
      ({ host }) => host,
    );
  assert.deepEqual(found({}), ['keys.example.net']);
  assert.deepEqual(found({ login: 'https://login.example.net/oauth/token' }), [
    'keys.example.net',
    'login.example.net',
  ]);
});
