import { open, route } from '../../generators/blocks/gateways/route.ts';
import {
  bucket,
  cache,
  calls,
  given,
  internet,
  postgresqlDatabase,
  random,
  server,
} from '../../generators/blocks/names.ts';
import { published } from '../../generators/blocks/networking/published.ts';
import { pooled } from '../../generators/blocks/pools.ts';
import type { Runtime } from '../../generators/blocks/runtime.ts';
import { cpu, promql } from '../../generators/blocks/scaling/scale.ts';
import { service } from '../../generators/blocks/service.ts';
import { singleService } from '../../generators/blocks/singleService.ts';
import { here } from '../../generators/blocks/source.ts';
import { volume } from '../../generators/blocks/workload/volume.ts';
import { app } from '../../generators/testing/names.ts';
import { priorities } from '../../generators/testing/priorities.ts';
import { image, type Sample } from './sample.ts';

/**
 * PeerTube: one server, which takes live streams by RTMP, and runners that transcode what waits.
 * https://docs.joinpeertube.org/install/docker, https://docs.joinpeertube.org/admin/remote-runners
 */
const names = {
  server: app('peertube', 'media', ['http', 'rtmp'], { secret: random('hex') }),
  runner: app('peertube-runner', 'media', [], { token: given('a registration token of its page of runners') }),
};
const database = postgresqlDatabase('peertube');
const queue = cache('peertube-queue');
const videos = bucket('peertube-videos');
const mail = server('peertube-mail', { ports: { submission: 587 }, keys: { username: given(), password: given() } });
const federation = internet('peertube-federation', { ports: [443] });

const ping = { port: 'http', path: '/api/v1/ping' };
const program: Runtime<'http' | 'rtmp'> = {
  image: image('docker.io/chocobozzz/peertube:v7.3.0-bookworm'),
  user: 999,
  group: 999,
  ports: { http: 9000, rtmp: 1935, metrics: 9091 },
  startup: ping,
  readiness: ping,
  liveness: ping,
  startMinutes: 60,
  metrics: { port: 'metrics', path: '/metrics' },
  command: ['node', 'dist/server'],
  memory: { idle: '512Mi', source: 'https://joinpeertube.org/faq' },
  writable: { '/tmp': '8Gi' },
  drainSeconds: 60,
};

const peertube = singleService(names.server, {
  source: here(import.meta),
  runtime: program,
  resources: { cpu: '2', memory: '4Gi' },
  priority: priorities.standard,
  routes: [
    route('tube', '/', { auth: open('It has accounts of its own.'), timeout: 'uploads' }),
    route('tube', '/socket.io', { auth: open('It asks for tokens of its own.'), timeout: 'long-lived' }),
  ],
  callersKnownBy: 'it has accounts of its own',
  exports: { peertube_runner_job_queue_total: ['jobType', 'state'] },
  parts: [published({ ports: ['rtmp'], why: 'Live streams come by RTMP, and gateways route HTTP.' })],
  uses: { database: pooled(database.direct, 20), queue: queue.use, videos: videos.write, mail: mail.use, federation },
  volumes: {
    '/data': volume('storage', '1Ti', { writers: 'one' }),
    '/config': volume('config', '1Gi', { writers: 'one' }),
  },
  env: ({ uses, own, inputs }) => ({
    NODE_ENV: 'production',
    NODE_CONFIG_DIR: '/app/config:/app/support/docker/production/config:/config',
    PEERTUBE_LOCAL_CONFIG: '/config',
    PEERTUBE_WEBSERVER_HOSTNAME: `tube.${inputs.environment.domain}`,
    PEERTUBE_SECRET: own('secret'),
    PEERTUBE_TRUST_PROXY: JSON.stringify(['loopback', 'uniquelocal']),
    PEERTUBE_DB_HOSTNAME: uses.database.host,
    PEERTUBE_DB_PORT: String(uses.database.port),
    PEERTUBE_DB_NAME: uses.database.database,
    PEERTUBE_DB_USERNAME: uses.database.username,
    PEERTUBE_DB_PASSWORD: uses.database.password,
    PEERTUBE_DB_SSL: 'true',
    PEERTUBE_REDIS_HOSTNAME: uses.queue.host,
    PEERTUBE_REDIS_PORT: String(uses.queue.port),
    PEERTUBE_REDIS_AUTH: uses.queue.password,
    PEERTUBE_OBJECT_STORAGE_ENABLED: 'true',
    PEERTUBE_OBJECT_STORAGE_WEB_VIDEOS_BUCKET_NAME: uses.videos.bucket,
    PEERTUBE_OBJECT_STORAGE_WEB_VIDEOS_PREFIX: 'videos/',
    ...(uses.videos.keys && {
      PEERTUBE_OBJECT_STORAGE_CREDENTIALS_ACCESS_KEY_ID: uses.videos.keys.accessKey,
      PEERTUBE_OBJECT_STORAGE_CREDENTIALS_SECRET_ACCESS_KEY: uses.videos.keys.secretKey,
    }),
    PEERTUBE_SMTP_HOSTNAME: uses.mail.host,
    PEERTUBE_SMTP_PORT: String(uses.mail.ports.submission),
    PEERTUBE_SMTP_USERNAME: uses.mail.credential('username'),
    PEERTUBE_SMTP_PASSWORD: uses.mail.credential('password'),
  }),
});

const none = { none: 'It listens nowhere: it asks the server for work.' };
const runner = service(names.runner, {
  source: here(import.meta),
  runtime: {
    image: image('ghcr.io/example/peertube-runner:0.3.0'),
    user: 1000,
    group: 1000,
    ports: {},
    startup: none,
    readiness: none,
    liveness: { exec: ['pgrep', 'node'] },
    memory: { idle: '128Mi', source: 'https://docs.joinpeertube.org/admin/remote-runners' },
    writable: { '/tmp': '16Gi', '/home/runner': '64Mi' },
    drainSeconds: 3600,
  } as Runtime<never>,
  scale: {
    min: 1,
    max: 8,
    on: [
      promql((where) => `sum(peertube_runner_job_queue_total{${where},state="pending"})`, 4, { of: names.server }),
      cpu(90),
    ],
  },
  resources: { cpu: '4', memory: '4Gi' },
  priority: priorities.standard,
  uses: { server: calls(names.server, 'http') },
  env: ({ uses, own }) => ({ PEERTUBE_URL: uses.server.url, REGISTRATION_TOKEN: own('token') }),
});

export const sample: Sample = {
  apps: [peertube, runner],
  contracts: [database.contract, queue.contract, videos.contract, mail.contract],
  settings: `
  peertube: { provider: external, host: tube.db.example.com, database: peertube, secret: tube-db, networks: [10.20.0.0/16] }
  peertube-queue: { provider: external, host: tube.cache.example.com, tls: false, secret: tube-cache, networks: [10.20.0.0/16] }
  peertube-videos: { provider: external, api: s3, bucket: example-tube-videos, secret: tube-videos }
  peertube-mail: { provider: external, host: smtp.example.com, secret: tube-mail }
`,
};
