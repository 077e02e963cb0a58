import type { ElasticsearchBinding } from '../../generators/blocks/bindings.ts';
import { bundle } from '../../generators/blocks/bundle.ts';
import { elasticsearchOfSearch } from '../../generators/blocks/data/elasticsearch/search/search.ts';
import { open, route } from '../../generators/blocks/gateways/route.ts';
import { job } from '../../generators/blocks/jobs/job.ts';
import { every } from '../../generators/blocks/jobs/spec.ts';
import {
  bucket,
  cache,
  given,
  internet,
  postgresqlDatabase,
  random,
  searchEngine,
  server,
} from '../../generators/blocks/names.ts';
import { pooled } from '../../generators/blocks/pools.ts';
import type { Runtime } from '../../generators/blocks/runtime.ts';
import { cpu } from '../../generators/blocks/scaling/scale.ts';
import { service } from '../../generators/blocks/service.ts';
import { here } from '../../generators/blocks/source.ts';
import type { Files } from '../../generators/blocks/workload/files.ts';
import { app } from '../../generators/testing/names.ts';
import { priorities } from '../../generators/testing/priorities.ts';
import { image, type Sample } from './sample.ts';

/**
 * Mastodon: web, streaming and workers of one release, which migrate a database together; media in a bucket, cleaned
 * each week; a search engine in the cluster, filled by a job. https://docs.joinmastodon.org/admin/config/, https://docs.joinmastodon.org/admin/scaling/
 */
const names = {
  web: app('mastodon', 'backend', ['http'], { 'secret-key-base': random('hex'), 'otp-secret': random('hex') }),
  streaming: app('mastodon-streaming', 'backend', ['http']),
  worker: app('mastodon-worker', 'backend', []),
};
const database = postgresqlDatabase('mastodon');
const queue = cache('mastodon-queue');
const media = bucket('mastodon-media');
const mail = server('mastodon-mail', { ports: { submission: 587 }, keys: { login: given(), password: given() } });
const search = searchEngine('mastodon-search');
const federation = internet('mastodon-federation', { ports: [443] });

const health = { port: 'http', path: '/health', headers: { Host: 'localhost' } };
const rails: Runtime<'http'> = {
  image: image('ghcr.io/mastodon/mastodon:v4.5.3'),
  user: 991,
  group: 991,
  ports: { http: 3000 },
  command: ['bundle', 'exec', 'puma', '-C', 'config/puma.rb'],
  startup: health,
  readiness: health,
  liveness: { tcp: 'http' },
  startMinutes: 10,
  memory: { idle: '512Mi', source: 'https://docs.joinmastodon.org/admin/scaling/' },
  writable: { '/tmp': '256Mi', '/opt/mastodon/tmp': '128Mi' },
  drainSeconds: 30,
};
const alive = { exec: ['pgrep', '-f', 'sidekiq'] };

const release = bundle(names.web, {
  image: rails.image,
  migration: {
    command: ['bundle', 'exec', 'rake', 'db:migrate'],
    done: ['bundle', 'exec', 'rake', 'db:abort_if_pending_migrations'],
    uses: { database: database.direct },
    env: ({ uses }) => ({ DATABASE_URL: uses.database.url, SKIP_POST_DEPLOYMENT_MIGRATIONS: 'true' }),
    resources: { cpu: '200m', memory: '768Mi' },
    minutes: 60,
  },
});

const uses = {
  database: pooled(database.readWrite, 15),
  queue: queue.use,
  media: media.write,
  mail: mail.use,
  search: search.use,
  federation,
};
const size = { cpu: '250m', memory: '1Gi' };
const common = {
  source: here(import.meta),
  bundle: release,
  resources: size,
  priority: priorities.standard,
  uses,
} as const;

const authorityFile = '/etc/mastodon/search/ca.crt';
const trusting = ({ authority }: ElasticsearchBinding): Files => (authority ? { [authorityFile]: authority } : {});

/** With TLS, the name of the host has the scheme: https://docs.joinmastodon.org/admin/elasticsearch/ */
const searching = ({ host, port, username, password, authority }: ElasticsearchBinding) => ({
  ES_ENABLED: 'true',
  ES_PRESET: 'small_cluster',
  ES_HOST: `https://${host}`,
  ES_PORT: String(port),
  ES_USER: username,
  ES_PASS: password,
  ...(authority && { ES_CA_FILE: authorityFile }),
});

/** What every process of Rails reads. */
const variables: NonNullable<Parameters<typeof service<'http', typeof uses>>[1]['env']> = ({ uses, inputs }) => ({
  LOCAL_DOMAIN: inputs.environment.domain,
  SECRET_KEY_BASE: release.secret('secret-key-base', inputs),
  OTP_SECRET: release.secret('otp-secret', inputs),
  DATABASE_URL: uses.database.url,
  DB_POOL: String(uses.database.pool),
  REDIS_URL: uses.queue.url,
  S3_ENABLED: 'true',
  S3_BUCKET: uses.media.bucket,
  SMTP_SERVER: uses.mail.host,
  SMTP_PORT: String(uses.mail.ports.submission),
  SMTP_LOGIN: uses.mail.credential('login'),
  SMTP_PASSWORD: uses.mail.credential('password'),
  ...searching(uses.search),
});

const web = service(names.web, {
  ...common,
  files: ({ uses }) => trusting(uses.search),
  runtime: rails,
  scale: { min: 2, max: 4, on: [cpu(70)] },
  routes: [route('social', '/', { auth: open('It has accounts of its own.'), largest: '100Mi' })],
  callersKnownBy: 'it has accounts of its own',
  env: variables,
  parts: [
    job(names.web, {
      name: 'mastodon-media',
      when: every('0 3 * * 0'),
      runtime: (images) => ({ ...rails, image: images.mastodon ?? rails.image, ports: {} }),
      images: {},
      uses,
      resources: size,
      minutes: 240,
      retries: 1,
      command: ['bin/tootctl', 'media', 'remove'],
      env: ({ uses }) => ({ DATABASE_URL: uses.database.url, DB_POOL: '5', S3_BUCKET: uses.media.bucket }),
    }),
    // After a failover, or when indices are lost.
    job(names.web, {
      name: 'mastodon-search',
      when: 'once',
      runtime: (images) => ({ ...rails, image: images.mastodon ?? rails.image, ports: {} }),
      images: {},
      uses: { database: pooled(database.direct, 5), queue: queue.use, search: search.use },
      resources: size,
      minutes: 240,
      retries: 0,
      command: ['bin/tootctl', 'search', 'deploy'],
      env: ({ uses }) => ({
        DATABASE_URL: uses.database.url,
        DB_POOL: String(uses.database.pool),
        REDIS_URL: uses.queue.url,
        ...searching(uses.search),
      }),
      files: ({ uses }) => trusting(uses.search),
    }),
    job(names.web, {
      name: 'mastodon-admin',
      when: 'once',
      runtime: (images) => ({ ...rails, image: images.mastodon ?? rails.image, ports: {} }),
      images: {},
      uses: { database: pooled(database.direct, 2) },
      resources: size,
      minutes: 10,
      retries: 0,
      command: ['bin/tootctl', 'accounts', 'create', 'admin', '--role', 'Owner'],
      env: ({ uses }) => ({ DATABASE_URL: uses.database.url, DB_POOL: String(uses.database.pool) }),
    }),
  ],
});

const worker = service(names.worker, {
  ...common,
  files: ({ uses }) => trusting(uses.search),
  // Sidekiq has no port: that it runs is all that can be asked.
  runtime: { ...rails, ports: {}, startup: alive, readiness: alive, liveness: alive } as Runtime<never>,
  scale: { min: 2, max: 6, on: [cpu(70)] },
  command: () => ['bundle', 'exec', 'sidekiq', '-c', '15'],
  env: variables,
});

const streamed = { port: 'http', path: '/api/v1/streaming/health' };
const streaming = service(names.streaming, {
  source: here(import.meta),
  runtime: {
    image: image('ghcr.io/mastodon/mastodon-streaming:v4.5.3'),
    user: 991,
    group: 991,
    ports: { http: 4000 },
    startup: streamed,
    readiness: streamed,
    liveness: streamed,
    memory: { idle: '128Mi', source: 'https://docs.joinmastodon.org/admin/scaling/' },
    drainSeconds: 30,
  },
  scale: { min: 2, max: 4, on: [cpu(70)] },
  resources: { cpu: '100m', memory: '256Mi' },
  priority: priorities.standard,
  routes: [route('social', '/api/v1/streaming', { auth: open('It asks for tokens itself.'), timeout: 'long-lived' })],
  callersKnownBy: 'it asks for tokens of Mastodon itself',
  uses: { database: pooled(database.readWrite, 10), queue: queue.use },
  env: ({ uses }) => ({
    DATABASE_URL: uses.database.url,
    DB_POOL: String(uses.database.pool),
    REDIS_URL: uses.queue.url,
  }),
});

/** Of a version that Mastodon supports: https://docs.joinmastodon.org/admin/elasticsearch/ */
const index = elasticsearchOfSearch(app('mastodon-index', 'data', []), {
  source: here(import.meta),
  contract: search.contract,
  backups: bucket('backups').write,
  images: {
    server: image('docker.elastic.co/elasticsearch/elasticsearch:8.19.5'),
    exporter: 'quay.io/prometheuscommunity/elasticsearch-exporter:v1.11.0',
  },
  priority: priorities.standard,
  storage: '50Gi',
  resources: { cpu: '500m', memory: '2Gi' },
});

export const sample: Sample = {
  apps: [web, worker, streaming, index],
  identities: ['mastodon-index'],
  contracts: [database.contract, queue.contract, media.contract, mail.contract, search.contract],
  settings: `
  mastodon: { provider: external, host: social.db.example.com, database: mastodon, secret: social-db, networks: [10.20.0.0/16] }
  mastodon-queue: { provider: external, host: social.cache.example.com, secret: social-cache, networks: [10.20.0.0/16] }
  mastodon-media: { provider: external, api: s3, bucket: example-social-media, secret: social-media }
  mastodon-mail: { provider: external, host: smtp.example.com, secret: social-mail }
  mastodon-search: { provider: eck }
`,
};
