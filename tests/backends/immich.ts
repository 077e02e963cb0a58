import { open, route } from '../../generators/blocks/gateways/route.ts';
import { cache, calls, postgresqlDatabase } from '../../generators/blocks/names.ts';
import { pooled } from '../../generators/blocks/pools.ts';
import type { Runtime } from '../../generators/blocks/runtime.ts';
import { cpu } from '../../generators/blocks/scaling/scale.ts';
import { service } from '../../generators/blocks/service.ts';
import { here } from '../../generators/blocks/source.ts';
import { volume } from '../../generators/blocks/workload/volume.ts';
import { app } from '../../generators/testing/names.ts';
import { priorities } from '../../generators/testing/priorities.ts';
import { image, type Sample } from './sample.ts';

/**
 * Immich: the server, which works in the background as well, and machine learning, with a library of pictures that all
 * pods of the server read and write.
 * https://docs.immich.app/install/environment-variables, https://docs.immich.app/administration/jobs-workers
 */
const names = {
  server: app('immich', 'media', ['http']),
  learning: app('immich-learning', 'media', ['http']),
};
// With the extension vchord: https://docs.immich.app/administration/postgres-standalone
const database = postgresqlDatabase('immich');
const queue = cache('immich-queue');

const ping = { port: 'http', path: '/api/server/ping' };
const program: Runtime<'http'> = {
  image: image('ghcr.io/immich-app/immich-server:v2.1.0'),
  user: 1000,
  group: 1000,
  ports: { http: 2283, metrics: 8081 },
  startup: ping,
  readiness: ping,
  liveness: ping,
  // It migrates its database when it starts, and one pod at a time does.
  startMinutes: 60,
  metrics: { port: 'metrics', path: '/metrics' },
  memory: { idle: '512Mi', source: 'https://docs.immich.app/install/requirements' },
  writable: { '/tmp': '1Gi' },
  drainSeconds: 30,
};
const common = { source: here(import.meta), priority: priorities.standard, resources: { cpu: '500m', memory: '2Gi' } };

const server = service(names.server, {
  ...common,
  runtime: program,
  scale: { min: 2, max: 4, on: [cpu(70)] },
  routes: [route('photos', '/', { auth: open('It has accounts of its own.'), timeout: 'uploads' })],
  callersKnownBy: 'it has accounts of its own',
  uses: { database: pooled(database.readWrite, 10), queue: queue.use, learning: calls(names.learning, 'http') },
  volumes: { '/data': volume('library', '2Ti', { writers: 'many' }) },
  env: ({ uses }) => ({
    DB_URL: uses.database.url,
    REDIS_URL: uses.queue.url,
    IMMICH_MACHINE_LEARNING_URL: uses.learning.url,
    IMMICH_MEDIA_LOCATION: '/data',
  }),
});

const learned = { port: 'http', path: '/ping' };
const learning = service(names.learning, {
  ...common,
  runtime: {
    image: image('ghcr.io/immich-app/immich-machine-learning:v2.1.0'),
    user: 1000,
    group: 1000,
    ports: { http: 3003 },
    startup: learned,
    readiness: learned,
    liveness: learned,
    startMinutes: 15,
    memory: { idle: '1Gi', source: 'https://docs.immich.app/install/requirements' },
    writable: { '/tmp': '256Mi', '/cache': '8Gi' },
    drainSeconds: 30,
  },
  scale: { min: 2, max: 3, on: [cpu(70)] },
  uses: {},
});

export const sample: Sample = {
  apps: [server, learning],
  contracts: [database.contract, queue.contract],
  settings: `
  immich: { provider: external, host: photos.db.example.com, database: immich, secret: photos-db, networks: [10.20.0.0/16] }
  immich-queue: { provider: external, host: photos.cache.example.com, secret: photos-cache, networks: [10.20.0.0/16] }
`,
};
