import { mongodb } from '../../generators/blocks/data/mongodb/mongodb.ts';
import { open, route } from '../../generators/blocks/gateways/route.ts';
import { bucket, calls, given, internet, mongodbDatabase, server } from '../../generators/blocks/names.ts';
import { pooled } from '../../generators/blocks/pools.ts';
import type { Runtime } from '../../generators/blocks/runtime.ts';
import { cpu } from '../../generators/blocks/scaling/scale.ts';
import { service } from '../../generators/blocks/service.ts';
import { shardedService } from '../../generators/blocks/shardedService.ts';
import { here } from '../../generators/blocks/source.ts';
import { app } from '../../generators/testing/names.ts';
import { priorities } from '../../generators/testing/priorities.ts';
import { image, type Sample } from './sample.ts';

/**
 * Rocket.Chat: its server and services beside it, which find each other by NATS, with a MongoDB of one replica set, as
 * it wants: https://docs.rocket.chat/docs/mongodb-uri-authentication.
 * https://docs.rocket.chat/docs/deployment-environment-variables, https://docs.nats.io/running-a-nats-service/configuration
 */
const names = {
  server: app('rocketchat', 'backend', ['http']),
  presence: app('rocketchat-presence', 'backend', []),
  nats: app('rocketchat-nats', 'backend', ['clients', 'routes']),
  database: app('talk-database', 'data', []),
};
// It sees by the status of the members whether it may follow changes.
const database = mongodbDatabase('talk', { chat: ['write', 'monitor'] });
const files = bucket('rocketchat-files');
const mail = server('rocketchat-mail', { ports: { submission: 587 }, keys: { username: given(), password: given() } });
const cloud = internet('rocketchat-cloud', { ports: [443] });

const info = { port: 'http', path: '/livez' };
const program: Runtime<'http'> = {
  image: image('registry.rocket.chat/rocketchat/rocket.chat:7.10.0'),
  user: 65533,
  group: 65533,
  ports: { http: 3000 },
  startup: info,
  readiness: { port: 'http', path: '/readyz' },
  liveness: info,
  // It migrates its database when it starts.
  startMinutes: 30,
  memory: { idle: '768Mi', source: 'https://docs.rocket.chat/docs/system-requirements' },
  writable: { '/tmp': '512Mi', '/app/uploads': '512Mi' },
  drainSeconds: 30,
};

const rocketchat = service(names.server, {
  source: here(import.meta),
  runtime: program,
  scale: { min: 2, max: 4, on: [cpu(70)] },
  resources: { cpu: '500m', memory: '2Gi' },
  priority: priorities.standard,
  routes: [route('talk', '/', { auth: open('It has accounts of its own.'), timeout: 'long-lived' })],
  callersKnownBy: 'it has accounts of its own',
  uses: {
    database: pooled(database.as('chat').readWrite, 20),
    files: files.write,
    mail: mail.use,
    nats: calls(names.nats, 'clients'),
    cloud,
  },
  env: ({ uses, inputs }) => ({
    ROOT_URL: `https://talk.${inputs.environment.domain}`,
    PORT: String(program.ports.http),
    MONGO_URL: uses.database.url,
    MONGO_OPTIONS: JSON.stringify({ maxPoolSize: uses.database.pool }),
    TRANSPORTER: `nats://${uses.nats.host}:${uses.nats.port}`,
    OVERWRITE_SETTING_FileUpload_S3_Bucket: uses.files.bucket,
    OVERWRITE_SETTING_SMTP_Host: uses.mail.host,
    OVERWRITE_SETTING_SMTP_Username: uses.mail.credential('username'),
    OVERWRITE_SETTING_SMTP_Password: uses.mail.credential('password'),
  }),
});

const none = { none: 'It has no port: NATS tells when it is gone.' };
const presence = service(names.presence, {
  source: here(import.meta),
  runtime: {
    image: image('docker.io/rocketchat/presence-service:7.10.0'),
    user: 1000,
    group: 1000,
    ports: {},
    startup: none,
    readiness: none,
    liveness: { exec: ['pgrep', 'node'] },
    memory: { idle: '128Mi', source: 'https://docs.rocket.chat/docs/system-requirements' },
    drainSeconds: 10,
  } as Runtime<never>,
  scale: { min: 2, max: 2, on: [cpu(70)] },
  resources: { cpu: '100m', memory: '256Mi' },
  priority: priorities.standard,
  uses: { database: pooled(database.as('chat').readWrite, 10), nats: calls(names.nats, 'clients') },
  env: ({ uses }) => ({
    MONGO_URL: uses.database.url,
    MONGO_OPTIONS: JSON.stringify({ maxPoolSize: uses.database.pool }),
    TRANSPORTER: `nats://${uses.nats.host}:${uses.nats.port}`,
  }),
});

const healthy = { port: 'monitor', path: '/healthz' };
const nats = shardedService(names.nats, {
  source: here(import.meta),
  runtime: {
    image: image('docker.io/library/nats:2.12.1-alpine'),
    user: 1000,
    group: 1000,
    ports: { clients: 4222, routes: 6222, monitor: 8222 },
    startup: healthy,
    readiness: healthy,
    liveness: healthy,
    memory: { idle: '32Mi', source: 'https://docs.nats.io/' },
    drainSeconds: 30,
  },
  shards: 3,
  resources: { cpu: '100m', memory: '128Mi' },
  priority: priorities.critical,
  uses: { others: calls(names.nats, 'routes') },
  files: ({ uses }) => ({
    '/etc/nats/nats.conf': `port: 4222
http: 8222
cluster { name: talk, port: 6222, routes: [ nats://${uses.others.host}:6222 ] }
`,
  }),
  args: () => ['--config', '/etc/nats/nats.conf'],
});

const talkDatabase = mongodb(names.database, {
  source: here(import.meta),
  contract: database.contract,
  operator: { name: 'psmdb-operator', namespace: 'percona-mongodb' },
  backups: bucket('backups').write,
  images: {
    server: image('docker.io/percona/percona-server-mongodb:8.0.19-7'),
    backup: image('docker.io/percona/percona-backup-mongodb:2.12.0'),
    exporter: image('docker.io/percona/mongodb_exporter:0.51.0'),
    operator: image('docker.io/percona/percona-server-mongodb-operator:1.22.0'),
  },
  priority: priorities.critical,
  shards: 0,
  storage: '20Gi',
  resources: { cpu: '500m', memory: '2Gi' },
});

export const sample: Sample = {
  apps: [rocketchat, presence, nats, talkDatabase],
  contracts: [database.contract, files.contract, mail.contract],
  identities: [names.database.name],
  settings: `
  talk: { provider: percona }
  rocketchat-files: { provider: external, api: s3, bucket: example-talk-files, secret: talk-files }
  rocketchat-mail: { provider: external, host: smtp.example.com, secret: talk-mail }
`,
};
