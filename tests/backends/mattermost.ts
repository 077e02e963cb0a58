import { bundle } from '../../generators/blocks/bundle.ts';
import { open, route } from '../../generators/blocks/gateways/route.ts';
import { bucket, calls, given, internet, postgresqlDatabase, random, server } from '../../generators/blocks/names.ts';
import { published } from '../../generators/blocks/networking/published.ts';
import { pooled } from '../../generators/blocks/pools.ts';
import type { Runtime } from '../../generators/blocks/runtime.ts';
import { cpu } from '../../generators/blocks/scaling/scale.ts';
import { service } from '../../generators/blocks/service.ts';
import { singleService } from '../../generators/blocks/singleService.ts';
import { here } from '../../generators/blocks/source.ts';
import { app } from '../../generators/testing/names.ts';
import { priorities } from '../../generators/testing/priorities.ts';
import { image, type Sample } from './sample.ts';

/**
 * Mattermost: one server whose pods gossip with each other, the daemon of calls, whose media are UDP where a phone may
 * send any, and the proxy that hands notifications to Apple and Google.
 * https://docs.mattermost.com/administration-guide/configure/environment-configuration-settings.html,
 * https://docs.mattermost.com/administration-guide/scale/high-availability-cluster-based-deployment.html,
 * https://docs.mattermost.com/administration-guide/configure/calls-rtcd-setup.html
 */
const names = {
  server: app('mattermost', 'backend', ['http', 'gossip', 'gossip-udp'], { 'at-rest-key': random() }),
  calls: app('mattermost-calls', 'messaging', ['http']),
  push: app('mattermost-push', 'messaging', ['http'], { 'apple-key': given('a .p8 file') }),
};
const database = postgresqlDatabase('mattermost');
const files = bucket('mattermost-files');
const mail = server('mattermost-mail', { ports: { submission: 587 }, keys: { username: given(), password: given() } });
const web = internet('mattermost-web', { ports: [443] });

const ping = { port: 'http', path: '/api/v4/system/ping' };
const program: Runtime<'http' | 'gossip' | 'gossip-udp'> = {
  image: image('docker.io/mattermost/mattermost-enterprise-edition:10.11.3'),
  user: 2000,
  group: 2000,
  ports: { http: 8065, gossip: 8074, 'gossip-udp': 8074, metrics: 8067 },
  udp: ['gossip-udp'],
  startup: ping,
  readiness: ping,
  liveness: { tcp: 'http' },
  // It migrates its database before it answers.
  startMinutes: 20,
  metrics: { port: 'metrics', path: '/metrics' },
  memory: { idle: '256Mi', source: 'https://docs.mattermost.com/deployment-guide/software-hardware-requirements.html' },
  writable: { '/tmp': '256Mi', '/mattermost/logs': '64Mi', '/mattermost/plugins': '512Mi' },
  drainSeconds: 60,
};

const release = bundle(names.server, {
  image: program.image,
  migration: {
    command: ['/mattermost/bin/mattermost', 'db', 'migrate'],
    uses: { database: database.direct },
    env: ({ uses }) => ({ MM_SQLSETTINGS_DRIVERNAME: 'postgres', MM_SQLSETTINGS_DATASOURCE: uses.database.url }),
    resources: { cpu: '100m', memory: '512Mi' },
    minutes: 30,
  },
});

const mattermost = service(names.server, {
  source: here(import.meta),
  runtime: program,
  bundle: release,
  scale: { min: 2, max: 4, on: [cpu(70)] },
  resources: { cpu: '500m', memory: '1Gi' },
  priority: priorities.standard,
  routes: [route('chat', '/', { auth: open('It has accounts of its own.'), largest: '100Mi' })],
  callersKnownBy: 'it has accounts of its own',
  uses: {
    database: pooled(database.readWrite, 20),
    files: files.write,
    mail: mail.use,
    push: calls(names.push, 'http'),
    others: calls(names.server, 'gossip'),
    othersByUdp: calls(names.server, 'gossip-udp'),
    calls: calls(names.calls, 'http'),
    web,
  },
  env: ({ uses, own, inputs }) => ({
    MM_SERVICESETTINGS_SITEURL: `https://chat.${inputs.environment.domain}`,
    MM_SQLSETTINGS_DRIVERNAME: 'postgres',
    MM_SQLSETTINGS_DATASOURCE: uses.database.url,
    MM_SQLSETTINGS_MAXOPENCONNS: String(uses.database.pool),
    MM_SQLSETTINGS_ATRESTENCRYPTKEY: own('at-rest-key'),
    MM_CLUSTERSETTINGS_ENABLE: 'true',
    MM_CLUSTERSETTINGS_CLUSTERNAME: 'chat',
    MM_FILESETTINGS_DRIVERNAME: 'amazons3',
    MM_FILESETTINGS_AMAZONS3BUCKET: uses.files.bucket,
    MM_EMAILSETTINGS_SMTPSERVER: uses.mail.host,
    MM_EMAILSETTINGS_SMTPPORT: String(uses.mail.ports.submission),
    MM_EMAILSETTINGS_SMTPUSERNAME: uses.mail.credential('username'),
    MM_EMAILSETTINGS_SMTPPASSWORD: uses.mail.credential('password'),
    MM_EMAILSETTINGS_PUSHNOTIFICATIONSERVER: uses.push.url,
    MM_CALLS_RTCD_SERVICE_URL: uses.calls.url,
  }),
});

// A call is in the memory of one daemon.
const media = singleService(names.calls, {
  source: here(import.meta),
  runtime: {
    image: image('docker.io/mattermost/rtcd:v1.2.3'),
    user: 65532,
    group: 65532,
    ports: { http: 8045, media: 8443, 'media-tcp': 8443 },
    udp: ['media'],
    startup: { port: 'http', path: '/version' },
    readiness: { port: 'http', path: '/version' },
    liveness: { tcp: 'http' },
    memory: { idle: '64Mi', source: 'https://github.com/mattermost/rtcd/blob/master/docs/getting_started.md' },
    writable: { '/tmp': '64Mi' },
    drainSeconds: 600,
  },
  resources: { cpu: '1', memory: '1Gi' },
  priority: priorities.standard,
  parts: [published({ ports: ['media', 'media-tcp'], why: 'Media are UDP, and gateways route HTTP.' })],
  uses: {},
  env: () => ({
    RTCD_API_SECURITY_ALLOWSELFREGISTRATION: 'true',
    RTCD_LOGGER_ENABLEFILE: 'false',
    RTCD_STORE_DATASOURCE: '/tmp/rtcd',
  }),
});

const push = service(names.push, {
  source: here(import.meta),
  runtime: {
    image: image('docker.io/mattermost/mattermost-push-proxy:6.4.5'),
    user: 65532,
    group: 65532,
    ports: { http: 8066 },
    startup: { port: 'http', path: '/version' },
    readiness: { port: 'http', path: '/version' },
    liveness: { tcp: 'http' },
    memory: { idle: '32Mi', source: 'https://github.com/mattermost/mattermost-push-proxy' },
    drainSeconds: 10,
  },
  scale: { min: 2, max: 3, on: [cpu(70)] },
  resources: { cpu: '50m', memory: '128Mi' },
  priority: priorities.standard,
  uses: { services: web },
  files: ({ own }) => ({
    '/etc/push/key.p8': own('apple-key'),
    '/etc/push/config.json': JSON.stringify({
      ListenAddress: ':8066',
      ApplePushSettings: [{ AppleAuthKeyFile: '/etc/push/key.p8' }],
    }),
  }),
  args: () => ['--config', '/etc/push/config.json'],
});

export const sample: Sample = {
  apps: [mattermost, media, push],
  contracts: [database.contract, files.contract, mail.contract],
  settings: `
  mattermost: { provider: external, host: chat.db.example.com, database: mattermost, secret: chat-db, networks: [10.20.0.0/16] }
  mattermost-files: { provider: external, api: s3, bucket: example-chat-files, secret: chat-files }
  mattermost-mail: { provider: external, host: smtp.example.com, secret: chat-mail }
`,
};
