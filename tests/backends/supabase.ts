import { bundle } from '../../generators/blocks/bundle.ts';
import { open, route } from '../../generators/blocks/gateways/route.ts';
import {
  bucket,
  calls,
  given,
  internet,
  keysOf,
  postgresqlDatabase,
  random,
  server,
} from '../../generators/blocks/names.ts';
import { pooled } from '../../generators/blocks/pools.ts';
import type { Runtime } from '../../generators/blocks/runtime.ts';
import { cpu } from '../../generators/blocks/scaling/scale.ts';
import { inJson, secretText } from '../../generators/blocks/secrets/value.ts';
import { service } from '../../generators/blocks/service.ts';
import { here } from '../../generators/blocks/source.ts';
import { app } from '../../generators/testing/names.ts';
import { priorities } from '../../generators/testing/priorities.ts';
import { image, type Sample } from './sample.ts';

/**
 * Supabase: accounts, an interface over the tables, real time, files and functions, each a program of its own, behind
 * one Kong that takes the prefixes of paths away. All of them know one secret, by which tokens are signed.
 * https://supabase.com/docs/guides/self-hosting/docker
 */
const keys = {
  'jwt-secret': random(),
  'anon-key': given('a token of the role anon, signed with jwt-secret'),
  'service-key': given('a token of the role service_role, signed with jwt-secret'),
};
const names = {
  kong: app('supabase', 'backend', ['http']),
  auth: app('supabase-auth', 'backend', ['http'], keys),
  rest: app('supabase-rest', 'backend', ['http']),
  realtime: app('supabase-realtime', 'backend', ['http', 'epmd', 'nodes'], {
    'encryption-key': given('16 characters'),
    'secret-key-base': random('hex'),
  }),
  storage: app('supabase-storage', 'backend', ['http']),
  imgproxy: app('supabase-imgproxy', 'backend', ['http']),
  functions: app('supabase-functions', 'backend', ['http']),
};
// One database, and an account of it for each program.
const accounts = postgresqlDatabase('supabase-auth');
const tables = postgresqlDatabase('supabase-rest');
const changes = postgresqlDatabase('supabase-realtime');
const objects = postgresqlDatabase('supabase-storage');
const files = bucket('supabase-files');
const mail = server('supabase-mail', { ports: { submission: 587 }, keys: { username: given(), password: given() } });
const web = internet('supabase-web', { ports: [443] });

const common = { source: here(import.meta), priority: priorities.standard } as const;
const scale = { min: 2, max: 4, on: [cpu(70)] } as const;
const requirements = 'https://supabase.com/docs/guides/self-hosting/docker#system-requirements';

const shared = keysOf(names.auth);

const alive = { port: 'http', path: '/health' };
const auth = service(names.auth, {
  ...common,
  runtime: {
    image: image('docker.io/supabase/gotrue:v2.186.0'),
    user: 1000,
    group: 1000,
    ports: { http: 9999 },
    startup: alive,
    readiness: alive,
    liveness: alive,
    memory: { idle: '64Mi', source: requirements },
    drainSeconds: 30,
  },
  scale,
  resources: { cpu: '100m', memory: '256Mi' },
  uses: { database: pooled(accounts.direct, 10), mail: mail.use, web },
  env: ({ uses, inputs, own }) => ({
    GOTRUE_API_HOST: '0.0.0.0',
    GOTRUE_API_PORT: '9999',
    API_EXTERNAL_URL: `https://supabase.${inputs.environment.domain}`,
    GOTRUE_SITE_URL: `https://${inputs.environment.domain}`,
    GOTRUE_DB_DRIVER: 'postgres',
    GOTRUE_DB_DATABASE_URL: uses.database.url,
    GOTRUE_DB_MAX_POOL_SIZE: String(uses.database.pool),
    GOTRUE_JWT_SECRET: own('jwt-secret'),
    GOTRUE_JWT_AUD: 'authenticated',
    GOTRUE_SMTP_HOST: uses.mail.host,
    GOTRUE_SMTP_PORT: String(uses.mail.ports.submission),
    GOTRUE_SMTP_USER: uses.mail.credential('username'),
    GOTRUE_SMTP_PASS: uses.mail.credential('password'),
  }),
});

const rest = service(names.rest, {
  ...common,
  runtime: {
    image: image('docker.io/postgrest/postgrest:v14.5'),
    user: 1000,
    group: 1000,
    ports: { http: 3000, admin: 3001 },
    startup: { port: 'admin', path: '/live' },
    readiness: { port: 'admin', path: '/ready' },
    liveness: { port: 'admin', path: '/live' },
    metrics: { port: 'admin', path: '/metrics' },
    memory: { idle: '64Mi', source: requirements },
    drainSeconds: 30,
  },
  scale,
  resources: { cpu: '200m', memory: '256Mi' },
  uses: { keys: shared, database: pooled(tables.direct, 10) },
  env: ({ uses }) => ({
    PGRST_DB_URI: uses.database.url,
    PGRST_DB_POOL: String(uses.database.pool),
    PGRST_DB_SCHEMAS: 'public,storage,graphql_public',
    PGRST_DB_ANON_ROLE: 'anon',
    PGRST_ADMIN_SERVER_PORT: '3001',
    PGRST_JWT_SECRET: uses.keys.credential('jwt-secret'),
  }),
});

const realtimeImage = image('docker.io/supabase/realtime:v2.78.15');
const ready = { port: 'http', path: '/healthcheck' };
const realtimeProgram: Runtime<'http' | 'epmd' | 'nodes'> = {
  image: realtimeImage,
  user: 65534,
  group: 65534,
  ports: { http: 4000, epmd: 4369, nodes: 9100 },
  startup: ready,
  readiness: ready,
  liveness: { tcp: 'http' },
  memory: { idle: '256Mi', source: requirements },
  writable: { '/tmp': '128Mi' },
  drainSeconds: 60,
};
const realtimeRelease = bundle(names.realtime, {
  image: realtimeImage,
  migration: {
    command: ['/app/bin/migrate'],
    uses: { database: changes.direct },
    env: ({ uses, own }) => ({
      DB_HOST: uses.database.host,
      DB_PORT: String(uses.database.port),
      DB_NAME: uses.database.database,
      DB_USER: uses.database.username,
      DB_PASSWORD: uses.database.password,
      DB_ENC_KEY: own('encryption-key'),
      DB_SSL: 'true',
    }),
    resources: { cpu: '100m', memory: '512Mi' },
    minutes: 15,
  },
});
const realtime = service(names.realtime, {
  ...common,
  runtime: realtimeProgram,
  bundle: realtimeRelease,
  scale,
  resources: { cpu: '250m', memory: '512Mi' },
  uses: {
    keys: shared,
    database: pooled(changes.direct, 10),
    epmd: calls(names.realtime, 'epmd'),
    nodes: calls(names.realtime, 'nodes'),
  },
  podFields: { POD_IP: 'status.podIP' },
  command: () => ['/app/bin/server'],
  env: ({ uses, own }) => ({
    PORT: '4000',
    APP_NAME: 'realtime',
    // Pods find each other in the database, and then speak by Erlang's distribution.
    CLUSTER_STRATEGIES: 'POSTGRES',
    ERL_AFLAGS: '-proto_dist inet_tcp -kernel inet_dist_listen_min 9100 inet_dist_listen_max 9100',
    DB_HOST: uses.database.host,
    DB_PORT: String(uses.database.port),
    DB_NAME: uses.database.database,
    DB_USER: uses.database.username,
    DB_PASSWORD: uses.database.password,
    DB_POOL_SIZE: String(uses.database.pool),
    DB_SSL: 'true',
    DB_AFTER_CONNECT_QUERY: 'SET search_path TO _realtime',
    DB_ENC_KEY: own('encryption-key'),
    SECRET_KEY_BASE: own('secret-key-base'),
    API_JWT_SECRET: uses.keys.credential('jwt-secret'),
    SEED_SELF_HOST: 'true',
  }),
});

const status = { port: 'http', path: '/status' };
const storage = service(names.storage, {
  ...common,
  runtime: {
    image: image('docker.io/supabase/storage-api:v1.44.2'),
    user: 1000,
    group: 1000,
    ports: { http: 5000 },
    startup: status,
    readiness: status,
    liveness: status,
    memory: { idle: '128Mi', source: requirements },
    writable: { '/tmp': '1Gi' },
    drainSeconds: 60,
  },
  scale,
  resources: { cpu: '200m', memory: '512Mi' },
  uses: {
    keys: shared,
    database: pooled(objects.direct, 10),
    files: files.sign,
    rest: calls(names.rest, 'http'),
    imgproxy: calls(names.imgproxy, 'http'),
  },
  env: ({ uses, inputs }) => ({
    ANON_KEY: uses.keys.credential('anon-key'),
    SERVICE_KEY: uses.keys.credential('service-key'),
    PGRST_JWT_SECRET: uses.keys.credential('jwt-secret'),
    POSTGREST_URL: uses.rest.url,
    IMGPROXY_URL: uses.imgproxy.url,
    ENABLE_IMAGE_TRANSFORMATION: 'true',
    DATABASE_URL: uses.database.url,
    DATABASE_MAX_CONNECTIONS: String(uses.database.pool),
    STORAGE_BACKEND: 's3',
    GLOBAL_S3_BUCKET: uses.files.bucket,
    REGION: uses.files.region ?? inputs.cluster.region,
    TENANT_ID: 'supabase',
    ...(uses.files.keys && {
      AWS_ACCESS_KEY_ID: uses.files.keys.accessKey,
      AWS_SECRET_ACCESS_KEY: uses.files.keys.secretKey,
    }),
  }),
});

const health = { port: 'http', path: '/health' };
const imgproxy = service(names.imgproxy, {
  ...common,
  runtime: {
    image: image('docker.io/darthsim/imgproxy:v3.30.1'),
    user: 999,
    group: 999,
    ports: { http: 5001 },
    startup: health,
    readiness: health,
    liveness: health,
    memory: { idle: '64Mi', source: requirements },
    writable: { '/tmp': '64Mi' },
    drainSeconds: 15,
  },
  scale,
  resources: { cpu: '500m', memory: '512Mi' },
  uses: { files: files.read },
  env: () => ({ IMGPROXY_BIND: ':5001', IMGPROXY_USE_ETAG: 'true' }),
});

const edge = { tcp: 'http' };
const functions = service(names.functions, {
  ...common,
  runtime: {
    image: image('docker.io/supabase/edge-runtime:v1.70.3'),
    user: 1000,
    group: 1000,
    ports: { http: 9000 },
    startup: edge,
    readiness: edge,
    liveness: edge,
    args: ['start', '--main-service', '/functions/main'],
    memory: { idle: '128Mi', source: requirements },
    writable: { '/tmp': '256Mi', '/cache': '512Mi' },
    drainSeconds: 150,
  },
  scale,
  resources: { cpu: '250m', memory: '512Mi' },
  uses: { keys: shared, kong: calls(names.kong, 'http'), web },
  files: () => ({ '/functions/main': { 'index.ts': "Deno.serve(() => new Response('hello'));\n" } }),
  env: ({ uses }) => ({
    DENO_DIR: '/cache',
    SUPABASE_URL: uses.kong.url,
    SUPABASE_ANON_KEY: uses.keys.credential('anon-key'),
    SUPABASE_SERVICE_ROLE_KEY: uses.keys.credential('service-key'),
    JWT_SECRET: uses.keys.credential('jwt-secret'),
    VERIFY_JWT: 'true',
  }),
});

const kong = service(names.kong, {
  ...common,
  runtime: {
    image: image('docker.io/library/kong:3.9.1'),
    user: 1000,
    group: 1000,
    ports: { http: 8000, status: 8100 },
    startup: { port: 'status', path: '/status' },
    readiness: { port: 'status', path: '/status/ready' },
    liveness: { port: 'status', path: '/status' },
    memory: { idle: '256Mi', source: requirements },
    writable: { '/tmp': '64Mi', '/kong': '128Mi' },
    drainSeconds: 60,
  },
  scale,
  resources: { cpu: '200m', memory: '512Mi' },
  routes: [
    route('supabase', '/', { auth: open('Kong asks for keys.'), timeout: 'long-lived' }),
    route('supabase', '/storage/v1', { auth: open('Storage asks for tokens.'), timeout: 'uploads' }),
  ],
  callersKnownBy: 'it asks for keys, and the programs behind it for tokens of their own',
  uses: {
    keys: shared,
    auth: calls(names.auth, 'http'),
    rest: calls(names.rest, 'http'),
    realtime: calls(names.realtime, 'http'),
    storage: calls(names.storage, 'http'),
    functions: calls(names.functions, 'http'),
  },
  env: () => ({
    KONG_DATABASE: 'off',
    KONG_PREFIX: '/kong',
    KONG_PROXY_LISTEN: '0.0.0.0:8000',
    KONG_STATUS_LISTEN: '0.0.0.0:8100',
    KONG_DECLARATIVE_CONFIG: '/etc/supabase/kong.yml',
    KONG_PLUGINS: 'cors,key-auth',
  }),
  files: ({ uses }) => ({
    '/etc/supabase': {
      'kong.yml': secretText`_format_version: "3.0"
consumers:
- { username: anon, keyauth_credentials: [{ key: ${inJson(uses.keys.credential('anon-key'))} }] }
- { username: service_role, keyauth_credentials: [{ key: ${inJson(uses.keys.credential('service-key'))} }] }
services:
- { name: auth, url: "${uses.auth.url}/", routes: [{ name: auth, paths: [/auth/v1/] }], plugins: [{ name: cors }] }
- { name: rest, url: "${uses.rest.url}/", routes: [{ name: rest, paths: [/rest/v1/] }], plugins: [{ name: key-auth }] }
- { name: realtime, url: "${uses.realtime.url}/socket", routes: [{ name: realtime, paths: [/realtime/v1/] }], plugins: [{ name: key-auth }] }
- { name: storage, url: "${uses.storage.url}/", routes: [{ name: storage, paths: [/storage/v1/] }] }
- { name: functions, url: "${uses.functions.url}/", routes: [{ name: functions, paths: [/functions/v1/] }] }
`,
    },
  }),
});

export const sample: Sample = {
  apps: [kong, auth, rest, realtime, storage, imgproxy, functions],
  contracts: [accounts.contract, tables.contract, changes.contract, objects.contract, files.contract, mail.contract],
  settings: `
  supabase-auth: { provider: external, host: supabase.db.example.com, database: postgres, secret: supabase-auth, networks: [10.20.0.0/16] }
  supabase-rest: { provider: external, host: supabase.db.example.com, database: postgres, secret: supabase-rest, networks: [10.20.0.0/16] }
  supabase-realtime: { provider: external, host: supabase.db.example.com, database: postgres, secret: supabase-realtime, networks: [10.20.0.0/16] }
  supabase-storage: { provider: external, host: supabase.db.example.com, database: postgres, secret: supabase-storage, networks: [10.20.0.0/16] }
  supabase-files: { provider: external, api: s3, bucket: example-supabase-files, secret: supabase-files }
  supabase-mail: { provider: external, host: smtp.example.com, secret: supabase-mail }
`,
};
