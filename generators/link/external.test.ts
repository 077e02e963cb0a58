import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bucket, cache, logStore, mongodbDatabase, mysqlDatabase, queue, searchEngine } from '../blocks/names.ts';
import type { ContractEdge } from '../model/edge.ts';
import type { ContractSettings } from '../model/settings/index.ts';
import { someUser } from '../testing/edgeUser.ts';
import { externalEndpoint, settingBehind } from './external.ts';

const endpointOf = (edge: ContractEdge, settings: object) =>
  externalEndpoint(edge, { provider: 'external', ...settings } as ContractSettings, someUser);
const networks = ['10.20.0.0/16'];
const credentials = { store: 'secrets', key: 'entry' };
const users = mysqlDatabase('users');
const database = { host: 'users', port: 3306, database: 'main', secret: 'entry', networks };

for (const [access, host, readOnlyHost] of [
  ['readWrite', 'users', 'replicas'],
  ['direct', 'users', 'replicas'],
  ['readOnly', 'replicas', 'replicas'],
  ['readOnly', 'users', undefined],
] as const) {
  test(`an external database with ${readOnlyHost ?? 'no replicas'} is reached ${access} at ${host}`, () => {
    assert.deepEqual(endpointOf(users[access], { ...database, readOnlyHost }), {
      kind: 'database',
      engine: 'mysql',
      host,
      port: 3306,
      database: 'main',
      credentials,
      peer: { networks },
    });
  });
}

test('an account of an external database logs in by an entry of its own', () => {
  const reported = mysqlDatabase('users', { reports: ['read'] });
  const settings = { ...database, accounts: { reports: 'reports-entry' } };
  const edge = reported.as('reports').readOnly;
  const endpoint = endpointOf(edge, settings);
  assert.deepEqual('credentials' in endpoint && endpoint.credentials, { store: 'secrets', key: 'reports-entry' });
  const shared = endpointOf(reported.readOnly, settings);
  assert.deepEqual('credentials' in shared && shared.credentials, credentials);
  assert.deepEqual(
    [settingBehind(edge, ['credentials']), settingBehind(reported.readOnly, ['credentials'])],
    ['accounts', 'secret'],
  );
});

test('an external replica set of MongoDB is reached by its name', () => {
  const endpoint = endpointOf(mongodbDatabase('talk').readOnly, { ...database, replicaSet: 'rs0' });
  assert.deepEqual('replicaSet' in endpoint && endpoint.replicaSet, 'rs0');
});

for (const tls of [true, false]) {
  test(`an external broker or cache has TLS as its settings say: ${tls}`, () => {
    const settings = { host: 'mq', port: 1234, tls, secret: 'entry', networks };
    const common = { host: 'mq', port: 1234, tls, credentials, peer: { networks } };
    assert.deepEqual(endpointOf(queue('jobs').consume, settings), { kind: 'queue', queue: 'jobs', ...common });
    assert.deepEqual(endpointOf(cache('answers').use, settings), { kind: 'cache', ...common });
  });
}

const work = queue('work', { queues: ['emails'], topics: ['purchases'] });
for (const [edge, expected] of [
  [work.publish, 'work'],
  [work.queues.emails.share, 'emails'],
  [work.topics.purchases.publish, 'purchases'],
  [work.topics.purchases.subscribe, 'purchases.somebody'],
] as const) {
  test(`an external broker has ${expected} for who may ${edge.access}`, () => {
    const endpoint = endpointOf(edge, { host: 'mq', port: 5671, tls: true, secret: 'entry', networks });
    assert.equal('queue' in endpoint && endpoint.queue, expected);
  });
}

for (const [title, settings, expected] of [
  ['on the internet', {}, { peer: 'internet' }],
  [
    'in networks of the company, with its own authority',
    { networks, authority: 'ca' },
    { peer: { networks }, authority: { store: 'secrets', key: 'ca' } },
  ],
] as const) {
  test(`an external store of logs, or search engine, ${title}`, () => {
    const at = { host: 'es', port: 9200 };
    for (const edge of [logStore('logs').write, searchEngine('products').use]) {
      const endpoint = endpointOf(edge, { ...at, secret: 'entry', ...settings });
      assert.deepEqual(endpoint, { kind: edge.to, ...at, credentials, ...expected });
    }
  });
}

const files = bucket('files');
const common = { kind: 'bucket', api: 's3', bucket: 'files' };
for (const [title, settings, expected] of [
  ['of the cloud itself', {}, { host: '', port: 443, peer: 'internet' }],
  [
    'with keys, account and region',
    { secret: 'entry', account: 'one', region: 'eu-west-1' },
    { host: '', port: 443, peer: 'internet', account: 'one', region: 'eu-west-1', credentials },
  ],
  [
    'in a network of its own',
    { endpoint: 'https://s3.example.com', networks },
    { host: 's3.example.com', port: 443, peer: { networks }, endpoint: 'https://s3.example.com' },
  ],
  [
    'without TLS',
    { endpoint: 'http://s3.example.com' },
    { host: 's3.example.com', port: 80, peer: 'internet', endpoint: 'http://s3.example.com' },
  ],
  [
    'at a port of its own',
    { endpoint: 'http://s3.example.com:8333' },
    { host: 's3.example.com', port: 8333, peer: 'internet', endpoint: 'http://s3.example.com:8333' },
  ],
] as const) {
  test(`an external bucket ${title}`, () => {
    assert.deepEqual(endpointOf(files.write, { api: 's3', bucket: 'files', ...settings }), { ...common, ...expected });
  });
}

for (const [edge, field, setting] of [
  [users.readOnly, ['host'], 'readOnlyHost'],
  [users.readWrite, ['host'], 'host'],
  [files.read, ['host'], 'endpoint'],
  [files.read, ['port'], 'endpoint'],
  [users.readWrite, ['port'], 'port'],
  [users.readWrite, ['credentials', 'key'], 'secret'],
  [users.readWrite, ['peer', 'networks'], 'networks'],
  [users.readWrite, ['database'], 'database'],
  [users.readWrite, [], ''],
] as const) {
  test(`${field.join('.') || 'nothing'} of ${edge.contract.kind} ${edge.access} comes from the setting “${setting}”`, () => {
    assert.equal(settingBehind(edge, field), setting);
  });
}
