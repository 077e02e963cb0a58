import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queue } from '../blocks/names.ts';
import { linkCluster } from '../link/clusters.ts';
import type { App } from '../model/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { brokerUser } from '../testing/linkedBroker.ts';
import { queuesOfCluster } from './page/queues.ts';
import { type BrokerUse, brokerUses, neededQueues } from './queues.ts';

const work = queue('work', { queues: ['emails'], topics: ['purchases', 'logins'] });
const { emails } = work.queues;
const { purchases, logins } = work.topics;
const broker = {
  provider: 'external',
  host: 'mq.example.com',
  port: 5671,
  tls: true,
  secret: 's',
  networks: ['10.0.0.0/8'],
};

/** How these apps use the broker. */
function usesOf(apps: readonly App[]): readonly BrokerUse[] {
  const catalogue = { apps, contracts: [work.contract] };
  const cluster = exampleCluster('aws', { data: { work: broker } });
  return brokerUses(linkCluster(catalogue, exampleFleet([]), exampleEnvironment([cluster]), cluster).graph);
}

const all = [
  brokerUser('shop', { a: emails.publish, b: purchases.publish, c: logins.publish }),
  brokerUser('mailer', { a: emails.share, b: purchases.subscribe }),
  brokerUser('letters', { a: emails.share }, { b: purchases.subscribe }),
];
const host = 'mq.example.com';
const made = { host, writers: ['shop'], later: false };

test('on a broker outside are the queues that apps use, each with its exchange, and one for each who subscribes', () => {
  assert.deepEqual(neededQueues([usesOf(all)]), [
    { ...made, exchange: 'emails', queue: 'emails', readers: ['letters', 'mailer'] },
    { ...made, exchange: 'logins', readers: [] },
    { ...made, exchange: 'purchases', queue: 'purchases.letters-job', readers: ['letters-job'] },
    { ...made, exchange: 'purchases', queue: 'purchases.mailer', readers: ['mailer'] },
  ]);
});

test('a queue that somebody only writes to has to be there as well', () => {
  const uses = usesOf([brokerUser('shop', { a: emails.publish })]);
  assert.deepEqual(neededQueues([uses]), [{ ...made, exchange: 'emails', queue: 'emails', readers: [] }]);
});

test('what a cluster asks for only once it is active is said so', () => {
  const later = usesOf(all);
  const now = later.filter(({ user }) => user === 'shop');
  assert.deepEqual(
    neededQueues([now, later]).map(({ exchange, queue: name, later: isLater }) => [name ?? exchange, isLater]),
    [
      ['emails', false],
      ['logins', false],
      ['purchases.letters-job', true],
      ['purchases.mailer', true],
    ],
  );
});

test('a broker that nobody names needs nothing', () => {
  assert.deepEqual(neededQueues([usesOf([brokerUser('shop', {})])]), []);
  assert.deepEqual(queuesOfCluster({ queues: [] }), []);
});

test('the page has a row for each', () => {
  const [title, , table = ''] = queuesOfCluster({ queues: neededQueues([[], usesOf(all)]) });
  assert.equal(title, '### Queues');
  assert.deepEqual(table.split('\n').slice(2), [
    '| `mq.example.com` | `emails` | `emails` | shop | letters, mailer, once active |',
    '| `mq.example.com` | `logins` |  | shop | once active |',
    '| `mq.example.com` | `purchases` | `purchases.letters-job` | shop | letters-job, once active |',
    '| `mq.example.com` | `purchases` | `purchases.mailer` | shop | mailer, once active |',
  ]);
});
