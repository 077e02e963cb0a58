import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { app } from '../testing/names.ts';
import { priorities } from '../testing/priorities.ts';
import { job } from './jobs/job.ts';
import * as contracts from './names.ts';
import { calls, given, internet, keysOf, queue, random } from './names.ts';
import type { Runtime } from './runtime.ts';
import { cpu, queueLength } from './scaling/scale.ts';
import { service } from './service.ts';
import { here } from './source.ts';

// What an app names, it declares: each wrong name here must not compile. The compiler is the judge (`npm run check`):
// it refuses a `@ts-expect-error` under which all is well.

const mailer = app('mailer', 'messaging', ['http'], { 'api-key': random(), licence: given('a file') });
const quiet = app('quiet', 'backend', []);
const stripe = internet('stripe', { ports: [443], keys: { token: given() } });
const events = queue('events');
const work = queue('work', { queues: ['emails'], topics: ['purchases'] });
const users = contracts.postgresqlDatabase('users');

const runtime: Runtime<'http'> = {
  image: 'registry.example.com/mailer:1',
  user: 1000,
  group: 1000,
  ports: { http: 8080 },
  startup: { port: 'http', path: '/' },
  readiness: { port: 'http', path: '/' },
  liveness: { port: 'http', path: '/' },
  memory: { idle: '32Mi', source: 'https://example.com/sizes' },
  drainSeconds: 1,
};
const common = {
  source: here(import.meta),
  runtime,
  resources: { cpu: '100m', memory: '64Mi' },
  priority: priorities.standard,
} as const;
const scale = { min: 1, max: 2, on: [cpu(70)] } as const;

test('a tier or a priority that nobody declared does not compile', () => {
  app('mailer', 'messaging', []);
  // @ts-expect-error a misspelt tier
  app('mailer', 'mesaging', []);
  service(quiet, { ...common, scale, uses: {}, priority: priorities.critical });
  // @ts-expect-error a misspelt priority
  service(quiet, { ...common, scale, uses: {}, priority: priorities.critcal });
  // @ts-expect-error a name says nothing of how it ranks
  service(quiet, { ...common, scale, uses: {}, priority: 'standard' });
});

test('a port that an app does not have does not compile', () => {
  calls(mailer, 'http');
  // @ts-expect-error it has no such port
  calls(mailer, 'htpp');
  // @ts-expect-error it has no port at all
  calls(quiet, 'http');
});

test('a key that an entry does not have does not compile', () => {
  service(quiet, {
    ...common,
    scale,
    uses: { mailer: calls(mailer, 'http'), stripe, keys: keysOf(mailer) },
    env: ({ uses, own }) => ({
      A: uses.mailer.credential('api-key'),
      // @ts-expect-error a misspelt key of another app
      B: uses.mailer.credential('api-kye'),
      F: uses.keys.credential('licence'),
      // @ts-expect-error a misspelt key of an app that it does not call
      G: uses.keys.credential('license'),
      C: uses.stripe.credential('token'),
      // @ts-expect-error a misspelt key of a service on the internet
      D: uses.stripe.credential('tokne'),
      // @ts-expect-error the app has no entry of its own
      E: own('api-key'),
    }),
  });
  service(mailer, {
    ...common,
    scale,
    uses: {},
    env: ({ own }) => ({
      A: own('licence'),
      // @ts-expect-error a misspelt key of its own
      B: own('license'),
    }),
  });
  job(mailer, {
    name: 'mailer-setup',
    when: 'after',
    runtime: () => undefined,
    images: {},
    uses: { stripe },
    resources: common.resources,
    minutes: 1,
    retries: 0,
    env: ({ uses, own }) => ({
      A: own('api-key'),
      // @ts-expect-error a misspelt key of the app it belongs to
      B: own('api_key'),
      // @ts-expect-error a misspelt key of a service
      C: uses.stripe.credential('tokens'),
    }),
  });
});

test('a job may act as a cloud identity; one that talks to the Kubernetes API does not compile', () => {
  const setup = {
    name: 'quiet-setup',
    when: 'after',
    runtime: () => undefined,
    images: {},
    minutes: 1,
    retries: 0,
  } as const;
  job(quiet, { ...setup, resources: common.resources, uses: { stripe } });
  job(quiet, { ...setup, resources: common.resources, uses: { identity: contracts.cloudIdentity } });
  // @ts-expect-error its account has no token
  job(quiet, { ...setup, resources: common.resources, uses: { api: contracts.kubernetesApi } });
});

test('a workload scales on a queue that is one', () => {
  queueLength(events.consume, 50);
  // @ts-expect-error an alias says nothing of what it stands for
  queueLength('events', 50);
  // @ts-expect-error a database is no queue
  queueLength(users.readWrite, 50);
  // @ts-expect-error who publishes does not work through the queue
  queueLength(events.publish, 50);
  queueLength(work.queues.emails.share, 50);
  queueLength(work.topics.purchases.subscribe, 50);
  // @ts-expect-error nor who publishes to a topic
  queueLength(work.topics.purchases.publish, 50);
});

test('a queue or a topic that a broker does not have does not compile', () => {
  const { emails } = work.queues;
  assert.equal(emails.consume.queue, 'emails');
  // @ts-expect-error a misspelt queue
  assert.equal(work.queues.email, undefined);
  // @ts-expect-error a queue is no topic
  assert.equal(work.topics.emails, undefined);
  // @ts-expect-error nobody consumes a topic: who subscribes has a queue of its own
  assert.equal(work.topics.purchases.consume, undefined);
  // @ts-expect-error it has one queue
  assert.equal(events.queues.emails, undefined);
});

test('an alias that was not declared does not compile', () => {
  service(quiet, {
    ...common,
    scale,
    uses: { users: users.readWrite },
    env: ({ uses }) => ({
      A: uses.users.url,
      // @ts-expect-error no such alias
      B: uses.user?.url ?? '',
      // @ts-expect-error a database has no such fact
      C: String(uses.users.queue),
    }),
  });
});

test('the declaring file is not typed by hand', () => {
  // @ts-expect-error a path says nothing of where it stands
  service(quiet, { ...common, source: 'apps/quite.ts', scale, uses: {} });
  assert.match(here(import.meta), /^generators\/blocks\/names\.types\.test\.ts$/);
});

test('an option never takes the place of a setting that every app has', () => {
  service(quiet, { ...common, scale, uses: {}, options: { size: Type.Integer() } });
  // @ts-expect-error the built-in setting
  service(quiet, { ...common, scale, uses: {}, options: { scale: Type.Integer() } });
  // @ts-expect-error the built-in setting
  service(quiet, { ...common, scale, uses: {}, options: { resources: Type.Integer() } });
  // @ts-expect-error the built-in setting
  service(quiet, { ...common, scale, uses: {}, options: { enabled: Type.Boolean() } });
});

test('a port or a key that a server does not have does not compile', () => {
  const mail = contracts.server('mail', { ports: { smtp: 587 }, keys: { password: contracts.given() } });
  service(quiet, {
    ...common,
    scale,
    uses: { mail: mail.use },
    env: ({ uses }) => ({
      PORT: String(uses.mail.ports.smtp),
      PASSWORD: uses.mail.credential('password'),
      // @ts-expect-error the server has no port pop
      POP: String(uses.mail.ports.pop),
      // @ts-expect-error its entry has no key token
      TOKEN: uses.mail.credential('token'),
    }),
  });
});

test('a job at no time that there is does not compile', () => {
  const setup = {
    name: 'quiet-setup',
    runtime: () => undefined,
    images: {},
    minutes: 1,
    retries: 0,
    uses: {},
  } as const;
  job(quiet, { ...setup, resources: common.resources, when: 'once' });
  // @ts-expect-error no such time
  job(quiet, { ...setup, resources: common.resources, when: 'daily' });
});
