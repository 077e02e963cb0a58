import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Edge, Engine } from '../model/edge.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Inputs, Use } from '../model/inputs.ts';
import { exampleClusters } from '../testing/clusters.ts';
import { app } from '../testing/names.ts';
import { authorityFiles, authorityVariable } from './authority.ts';
import { bind } from './bindings.ts';
import {
  bucket,
  cache,
  calls,
  cassandraKeyspace,
  cloudIdentity,
  given,
  internet,
  issuer,
  keysOf,
  kubernetesApi,
  logStore,
  mongodbDatabase,
  mysqlDatabase,
  postgresqlDatabase,
  queue,
  random,
} from './names.ts';
import { edgeRules } from './networking/egress.ts';
import { s3Environment } from './s3.ts';
import type { SecretValue } from './secrets/value.ts';

const inputs = {
  environment: { name: 'production', domain: 'example.com', secretPrefix: 'shop' },
  cluster: exampleClusters.aws,
} as unknown as Inputs;

/** What an edge of this type gives, with the rest of its use. */
const bound = <const E extends Edge>(edge: E, use: Omit<Use, 'edge'> = {}) => bind<E>({ edge, ...use }, inputs);

/** The address without what each secret in it is written as. */
const address = ({ template }: SecretValue) => template.replaceAll(/\{\{ \.(\w+) \|[^}]*\}\}/g, '<$1>');

const credentials = { store: 'secrets', key: 'users-entry' } as const;
const database = (engine: Engine) =>
  ({ kind: 'database', engine, host: 'db', port: 1234, database: 'main', credentials, peer: 'internet' }) as const;

/** TLS by the documentation of each engine's connection strings; Cassandra's drivers take it from elsewhere. */
for (const [contract, url] of [
  [postgresqlDatabase('users'), 'postgresql://<users_username>:<users_password>@db:1234/main?sslmode=require'],
  [mysqlDatabase('users'), 'mysql://<users_username>:<users_password>@db:1234/main?ssl-mode=REQUIRED'],
  [mongodbDatabase('users'), 'mongodb://<users_username>:<users_password>@db:1234/main?tls=true&authSource=admin'],
  [cassandraKeyspace('users'), 'cassandra://<users_username>:<users_password>@db:1234/main'],
] as const) {
  const { kind } = contract.contract;
  test(`the address of a ${kind} database has TLS wherever its drivers take it from there`, () => {
    for (const edge of [contract.readWrite, contract.readOnly, contract.direct] as const) {
      const binding = bound<Extract<Edge, { to: 'database' }>>(edge, { endpoint: database(kind) });
      // MongoDB's drivers choose the member: reads alone go to one that is not the primary, where there is one.
      const prefers = kind === 'mongodb' && edge === contract.readOnly ? '&readPreference=secondaryPreferred' : '';
      assert.equal(address(binding.url), url + prefers);
      assert.deepEqual(
        [binding.engine, binding.host, binding.port, binding.database, binding.authority],
        [kind, 'db', 1234, 'main', undefined],
      );
      assert.deepEqual(Object.values(binding.username.from), [{ ...credentials, property: 'username' }]);
      assert.deepEqual(Object.values(binding.password.from), [{ ...credentials, property: 'password' }]);
    }
  });
}

const authority = { store: 'cluster-secrets', key: 'users-ca' } as const;
for (const [contract, options, jdbc] of [
  [postgresqlDatabase('users'), 'sslmode=verify-full&sslrootcert=/etc/authorities/users.crt', true],
  [mysqlDatabase('users'), 'ssl-mode=VERIFY_CA&ssl-ca=/etc/authorities/users.crt', 'sslMode=REQUIRED'],
  [mongodbDatabase('users'), 'tls=true&authSource=admin&tlsCAFile=/etc/authorities/users.crt', false],
] as const) {
  const { kind } = contract.contract;
  test(`the address of a ${kind} database with a private authority names the authority's file, which pods have`, () => {
    const edge: Extract<Edge, { to: 'database' }> = contract.readWrite;
    const use = { edge, endpoint: { ...database(kind), authority } };
    const { url, authority: path, ...binding } = bound(edge, use);
    assert.equal(address(url).split('?')[1], options);
    assert.equal(path, '/etc/authorities/users.crt');
    assert.deepEqual(authorityVariable({ authority: path }), { DATABASE_CA_FILE: path });
    const file = { template: '{{ .users_ca_crt }}', from: { users_ca_crt: { ...authority, property: 'ca.crt' } } };
    const graph = { uses: { users: use }, usedBy: [] };
    assert.deepEqual(authorityFiles({ graph }), { '/etc/authorities': { 'users.crt': file } });
    const java = jdbc && `jdbc:${kind}://db:1234/main?${jdbc === true ? options : jdbc}`;
    assert.equal('jdbc' in binding && binding.jdbc, java);
  });
}

test('an app that logs in as two accounts of one database keeps them apart', () => {
  const users = postgresqlDatabase('users', { reports: ['read'] });
  const [own, other] = [users.readWrite, users.as('reports').readOnly].map((edge) =>
    bound(edge, { endpoint: { ...database('postgresql'), credentials: { store: 'secrets', key: edge.access } } }),
  );
  assert.deepEqual(Object.keys(own?.password.from ?? {}), ['users_password']);
  assert.deepEqual(Object.keys(other?.password.from ?? {}), ['users_reports_password']);
  assert.match(other?.url.template ?? '', /\.users_reports_username .*\.users_reports_password /);
});

test('a database with a public authority has no file of it', () => {
  const { readWrite: edge } = postgresqlDatabase('users');
  const use = { edge, endpoint: database('postgresql') };
  assert.deepEqual(
    [authorityFiles({ graph: { uses: { users: use }, usedBy: [] } }), authorityVariable(bound(edge, use))],
    [{}, {}],
  );
});

const jobs = queue('jobs');
const answers = cache('answers');
for (const [tls, amqp, redis] of [
  [true, 'amqps', 'rediss'],
  [false, 'amqp', 'redis'],
] as const) {
  test(`addresses of a broker and of a cache ${tls ? 'with' : 'without'} TLS begin with ${amqp} and ${redis}`, () => {
    const common = { host: 'mq', port: 1234, tls, credentials, peer: 'internet' } as const;
    const broker = bound(jobs.consume, { endpoint: { kind: 'queue', queue: 'jobs.v1', ...common } });
    const { url, ...facts } = broker;
    assert.equal(address(url), `${amqp}://<jobs_username>:<jobs_password>@mq:1234`);
    assert.deepEqual(facts, { host: 'mq', port: 1234, tls, queue: 'jobs.v1', authority: undefined });
    const memory = bound(answers.use, { endpoint: { kind: 'cache', ...common } });
    assert.equal(address(memory.url), `${redis}://:<answers_password>@mq:1234`);
    assert.equal(memory.password.template, '{{ .answers_password }}');
    assert.deepEqual([memory.host, memory.port, memory.tls, 'sentinel' in memory], ['mq', 1234, tls, false]);
  });
}

for (const [edge, endpoint, name] of [
  [jobs.consume, { kind: 'queue', queue: 'jobs.v1' }, 'jobs'],
  [answers.use, { kind: 'cache' }, 'answers'],
] as const) {
  test(`pods have the file of the private authority of a ${endpoint.kind}, and its binding says where`, () => {
    const common = { host: 'mq', port: 1234, tls: true, credentials, authority, peer: 'internet' } as const;
    const use = { edge, endpoint: { ...endpoint, ...common } as Endpoint };
    const path = `/etc/authorities/${name}.crt`;
    assert.equal(bound(edge, use).authority, path);
    assert.deepEqual(authorityVariable({ authority: path }, 'CA_FILE'), { CA_FILE: path });
    assert.deepEqual(
      Object.keys(authorityFiles({ graph: { uses: { one: use }, usedBy: [] } })['/etc/authorities'] ?? {}),
      [`${name}.crt`],
    );
  });
}

test('a cache with Sentinel says where clients ask for the primary', () => {
  const sentinel = { host: 'sentinel', port: 26379, name: 'primary' };
  const common = { host: 'cache', port: 6379, tls: false, credentials, peer: 'internet' } as const;
  assert.deepEqual(bound(answers.use, { endpoint: { kind: 'cache', ...common, sentinel } }).sentinel, sentinel);
});

const uploads = bucket('uploads');
const s3: Extract<Endpoint, { kind: 'bucket' }> = {
  kind: 'bucket',
  api: 's3',
  bucket: 'files',
  host: 's3.example.com',
  port: 443,
  region: 'eu-west-1',
  peer: 'internet',
};

test('a bucket has keys where its provider has no workload identity, and its facts otherwise', () => {
  const { kind: _, peer: __, ...facts } = s3;
  assert.deepEqual(bound(uploads.write, { endpoint: s3 }), { ...facts, keys: undefined });
  const { keys } = bound(uploads.write, { endpoint: { ...s3, credentials } });
  assert.deepEqual(Object.values(keys?.accessKey.from ?? {}), [{ ...credentials, property: 'accessKey' }]);
  assert.deepEqual(Object.values(keys?.secretKey.from ?? {}), [{ ...credentials, property: 'secretKey' }]);
});

test('a store of logs has an address with TLS, an account, and an authority where it is not a public one', () => {
  const { write } = logStore('logs');
  const store = { kind: 'logs', host: 'es.example.com', port: 9200, credentials, peer: 'internet' } as const;
  const { url, username, password, authority } = bound(write, { endpoint: store });
  assert.equal(url, 'https://es.example.com:9200');
  assert.deepEqual([username.template, password.template], ['{{ .logs_username }}', '{{ .logs_password }}']);
  assert.equal(authority, undefined);
  const own = { store: 'secrets', key: 'es-authority' } as const;
  assert.deepEqual(Object.values(bound(write, { endpoint: { ...store, authority: own } }).authority?.from ?? {}), [
    { ...own, property: 'ca.crt' },
  ]);
});

test('an AWS SDK finds the region of the bucket, else of the cluster, and keys where there are any', () => {
  const { region: _, ...anywhere } = s3;
  const variables = (endpoint: typeof s3) =>
    s3Environment(bound(uploads.read, { endpoint }), exampleClusters.aws) as Record<string, SecretValue>;
  assert.deepEqual(variables(s3), { AWS_REGION: 'eu-west-1' });
  assert.deepEqual(variables(anywhere), { AWS_REGION: 'us-east-1' });
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = variables({ ...s3, credentials });
  assert.deepEqual([id?.template, secret?.template], ['{{ .uploads_accessKey }}', '{{ .uploads_secretKey }}']);
});

test('another app is reached by the name of its Service, at the number that its port has in the image in use', () => {
  const mailer = app('mailer', 'messaging', ['http'], { 'api-key': random() });
  const { credential, ...where } = bound(calls(mailer, 'http'), { ports: { http: 8081, metrics: 9090 } });
  const host = 'mailer.messaging.svc.cluster.local';
  assert.deepEqual(where, { host, port: 8081, url: `http://${host}:8081` });
  assert.deepEqual(credential('api-key'), {
    template: '{{ .mailer_api_key }}',
    from: { mailer_api_key: { store: 'secrets', key: 'shop-mailer', property: 'api-key' } },
  });
  for (const ports of [{}, undefined]) {
    assert.throws(() => bound(calls(mailer, 'http'), ports ? { ports } : {}), {
      name: 'Failure',
      message: 'mailer has no port http',
      fix: 'Give the runtime of mailer a number for it.',
    });
  }
});

test('the keys of an app that is not called are in its entry, and no way leads to it', () => {
  const signer = app('signer', 'identity', ['http'], { 'token-key': random() });
  const edge = keysOf(signer);
  assert.deepEqual(Object.values(bound(edge).credential('token-key').from), [
    { store: 'secrets', key: 'shop-signer', property: 'token-key' },
  ]);
  assert.deepEqual(edgeRules({ ...inputs, graph: { uses: { keys: { edge } }, usedBy: [] } } as unknown as Inputs), []);
});

test('credentials of a service on the internet are in its entry; what has no other side gives nothing', () => {
  const { credential } = bound(internet('stripe', { ports: [443], keys: { token: given() } }));
  assert.deepEqual(Object.values(credential('token').from), [
    { store: 'secrets', key: 'shop-stripe', property: 'token' },
  ]);
  assert.deepEqual([bound(cloudIdentity), bound(kubernetesApi), bound(jobs.publish)], [null, null, null]);
});

test('who signs tokens is known by its issuer, its audiences and its keys', () => {
  const known = {
    issuer: 'https://login.example.net/',
    audiences: ['ios', 'android'],
    keys: 'https://login.example.net/keys',
  };
  const endpoint = { kind: 'issuer', host: 'login.example.net', port: 443, peer: 'internet', ...known } as const;
  assert.deepEqual(bound(issuer('logins').keys, { endpoint }), known);
});
