import { open, route } from '../../generators/blocks/gateways/route.ts';
import { bucket, calls, internet, postgresqlDatabase, random } from '../../generators/blocks/names.ts';
import { pooled } from '../../generators/blocks/pools.ts';
import type { Runtime } from '../../generators/blocks/runtime.ts';
import { cpu } from '../../generators/blocks/scaling/scale.ts';
import { inJson, secretText } from '../../generators/blocks/secrets/value.ts';
import { service } from '../../generators/blocks/service.ts';
import { singleService } from '../../generators/blocks/singleService.ts';
import { here } from '../../generators/blocks/source.ts';
import { initContainer } from '../../generators/blocks/workload/companion.ts';
import { volume } from '../../generators/blocks/workload/volume.ts';
import { app } from '../../generators/testing/names.ts';
import { priorities } from '../../generators/testing/priorities.ts';
import { image, type Sample } from './sample.ts';

/**
 * Matrix Synapse: the main process, which is one and never two, and workers for what clients ask, with one
 * configuration. https://element-hq.github.io/synapse/latest/workers.html,
 * https://element-hq.github.io/synapse/latest/usage/configuration/config_documentation.html
 */
const keys = { 'registration-secret': random(), 'replication-secret': random(), 'macaroon-key': random() };
const names = {
  main: app('synapse', 'backend', ['http', 'replication'], keys),
  worker: app('synapse-worker', 'backend', ['http']),
};
const database = postgresqlDatabase('synapse');
const media = bucket('synapse-media');
// Other servers answer on 8448 where they say nothing else.
const federation = internet('synapse-federation', { ports: [443, 8448] });

const health = { port: 'health', path: '/health' };
const program: Runtime<'http'> = {
  image: image('docker.io/matrixdotorg/synapse:v1.140.0'),
  user: 991,
  group: 991,
  ports: { http: 8008, health: 8081 },
  startup: health,
  readiness: health,
  liveness: health,
  startMinutes: 30,
  memory: { idle: '256Mi', source: 'https://element-hq.github.io/synapse/latest/setup/installation.html' },
  writable: { '/tmp': '256Mi' },
  drainSeconds: 60,
};
const common = {
  source: here(import.meta),
  priority: priorities.critical,
  resources: { cpu: '500m', memory: '1Gi' },
} as const;

const main = singleService(names.main, {
  ...common,
  runtime: { ...program, ports: { ...program.ports, replication: 9093 } } as Runtime<'http' | 'replication'>,
  volumes: { '/data': volume('media', '100Gi', { writers: 'one' }) },
  uses: { database: pooled(database.direct, 10), media: media.write, federation },
  command: () => ['python', '-m', 'synapse.app.homeserver'],
  args: () => ['--config-path', '/etc/synapse/homeserver.yaml'],
  beside: [
    initContainer({
      name: 'keys',
      image: program.image,
      command: ['python', '-m', 'synapse.app.homeserver', '--generate-keys', '-c', '/etc/synapse/homeserver.yaml'],
      resources: { cpu: '100m', memory: '256Mi' },
      shares: ['/data', '/etc/synapse'],
    }),
  ],
  files: ({ uses: { database }, own, inputs }) => ({
    '/etc/synapse': {
      'homeserver.yaml': secretText`server_name: ${inputs.environment.domain}
registration_shared_secret: ${inJson(own('registration-secret'))}
worker_replication_secret: ${inJson(own('replication-secret'))}
macaroon_secret_key: ${inJson(own('macaroon-key'))}
media_store_path: /data/media
log_config: /etc/synapse/log.yaml
database:
  name: psycopg2
  args: { cp_max: ${database.pool}, host: ${database.host}, user: ${inJson(database.username)}, password: ${inJson(database.password)} }
`,
      'log.yaml': 'version: 1\nroot: { level: INFO }\n',
    },
  }),
});

const worker = service(names.worker, {
  ...common,
  runtime: program,
  scale: { min: 2, max: 6, on: [cpu(70)] },
  routes: [route('matrix', '/', { auth: open('Clients have tokens of Synapse.'), largest: '50Mi' })],
  callersKnownBy: 'it asks for tokens of its own',
  uses: { main: calls(names.main, 'replication'), database: pooled(database.readWrite, 10), media: media.write },
  podFields: { SYNAPSE_WORKER_NAME: 'metadata.name' },
  command: () => ['python', '-m', 'synapse.app.generic_worker'],
  args: () => ['--config-path', '/etc/synapse/worker.yaml'],
  files: ({ uses: { main } }) => ({
    '/etc/synapse/worker.yaml': `worker_app: synapse.app.generic_worker
worker_listeners: [{ type: http, port: 8008, resources: [{ names: [client, federation] }] }]
instance_map: { main: { host: ${main.host}, port: ${main.port} } }
`,
  }),
});

export const sample: Sample = {
  apps: [main, worker],
  contracts: [database.contract, media.contract],
  settings: `
  synapse: { provider: external, host: matrix.db.example.com, database: synapse, secret: matrix-db, networks: [10.20.0.0/16] }
  synapse-media: { provider: external, api: s3, bucket: example-matrix-media, secret: matrix-media }
`,
};
