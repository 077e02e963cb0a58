import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queue } from '../blocks/names.ts';
import type { App } from '../model/app.ts';
import type { Edge } from '../model/edge.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { app } from '../testing/names.ts';
import { checkLinks } from './check.ts';
import { linkCluster } from './clusters.ts';

const events = queue('events', { queues: ['emails'], topics: ['purchases'] });
const others = queue('others', { queues: ['emails'] });
const { emails } = events.queues;
const outside = { provider: 'external', host: 'mq.example.com', port: 5671, tls: true, secret: 's', networks: [] };

/** An app with these edges, and with a job that has an edge, if it is given one. */
function user(name: string, edges: readonly Edge[], job?: Edge): App {
  const uses = Object.fromEntries(edges.map((edge, index) => [`use${index}`, edge]));
  const one = exampleApp(app(name, 'backend', []), { uses });
  return job ? { ...one, jobs: () => [{ name: `${name}-job`, uses: { job } }] } : one;
}

/** What is found of apps in a cluster where some are switched off. */
function foundOf(apps: readonly App[], off: Readonly<Record<string, { enabled: boolean }>> = {}) {
  const catalogue = { apps, contracts: [events.contract, others.contract] };
  const cluster = exampleCluster('aws', { data: { events: outside, others: outside }, apps: off });
  const environment = exampleEnvironment([cluster]);
  return checkLinks(
    catalogue,
    exampleFleet([environment]),
    linkCluster(catalogue, exampleFleet([]), environment, cluster),
  );
}

for (const [title, apps, expected] of [
  ['one consumer', [user('worker', [emails.consume])], []],
  ['a consumer and a publisher', [user('worker', [emails.consume]), user('api', [emails.publish])], []],
  ['two queues', [user('worker', [events.consume]), user('mailer', [emails.consume])], []],
  ['one consumer of several queues', [user('worker', [events.consume, emails.consume])], []],
  ['queues of one name at two brokers', [user('a', [emails.consume]), user('b', [others.queues.emails.consume])], []],
  ['two that say so', [user('worker', [emails.share]), user('mailer', [emails.share])], []],
  ['two that subscribe', ['a', 'b'].map((name) => user(name, [events.topics.purchases.subscribe])), []],
  ['an app and its own job', [user('worker', [emails.consume], emails.consume)], []],
  [
    'two that do not say so',
    [user('worker', [emails.consume]), user('mailer', [emails.consume])],
    ['worker', 'mailer'],
  ],
  ['one of two that does', [user('worker', [emails.share]), user('mailer', [emails.consume])], ['mailer']],
  ['a job of another app', [user('worker', [emails.share]), user('api', [], emails.consume)], ['api']],
] as const satisfies [string, readonly App[], readonly string[]][]) {
  test(`${title}: ${expected.length > 0 ? `refused are ${expected.join(' and ')}` : 'nothing is found'}`, () => {
    const found = foundOf(apps);
    assert.deepEqual(
      found.map(({ code, in: where }) => `${code} ${where?.app}`),
      expected.map((name) => `queue-taken-twice ${name}`),
    );
  });
}

test('the finding names the queue and the others, and says what to do instead', () => {
  const apps = ['worker', 'mailer', 'reports'].map((name) => user(name, [emails.consume]));
  const [first] = foundOf(apps);
  assert.deepEqual(first, {
    code: 'queue-taken-twice',
    severity: 'error',
    message: 'The queue emails is consumed by worker, mailer and reports: each message reaches one of them alone.',
    fix: 'Where they divide the work, let each of them `share` it. Where each needs every message, publish to a topic, to which each may `subscribe`.',
    at: { file: 'apps/worker.ts', line: 1, column: 1 },
    in: { environment: 'test', cluster: 'reference', app: 'worker' },
  });
});

test('an app that is switched off takes nothing', () => {
  const apps = ['worker', 'mailer'].map((name) => user(name, [emails.consume]));
  assert.deepEqual(foundOf(apps, { mailer: { enabled: false } }), []);
});
