import assert from 'node:assert/strict';
import { test } from 'node:test';
import { golden, ofKind, shown } from '../../testing/golden.ts';
import { app } from '../../testing/names.ts';
import { rendered } from '../../testing/rendered.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { queue } from '../names.ts';
import { service } from '../service.ts';
import { queueLength, type Scale } from './scale.ts';

const worker = app('worker', 'backend', []);
const events = queue('events');
const mails = queue('mails');
const external = (name: string) => ({
  provider: 'external',
  host: `${name}.mq.example.com`,
  port: 5671,
  tls: true,
  secret: name,
  networks: ['10.30.0.0/16'],
});
const place = { cluster: { data: { events: external('events-queue'), mails: external('mails-queue') } } };
const contracts = [events.contract, mails.contract];
const uses = { events: events.consume, mails: mails.consume };
const scale = { min: 1, max: 5, on: [queueLength(events.consume, 100)] } as const satisfies Scale;

/**
 * Fields of https://keda.sh/docs/latest/scalers/rabbitmq-queue/ and
 * https://keda.sh/docs/latest/concepts/authentication/: the address with its password is in a Secret alone.
 */
const expected = `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: worker }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: worker }
  minReplicaCount: 1
  maxReplicaCount: 5
  triggers:
    - type: rabbitmq
      metricType: AverageValue
      metadata: { protocol: amqp, queueName: events, mode: QueueLength, value: "100" }
      authenticationRef: { name: worker }
---
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: { name: worker }
spec: { secretTargetRef: [{ parameter: host, name: worker, key: QUEUE_URL }] }
`;

test('a service that scales on a queue lets KEDA read the address from the Secret that the app reads it from', () => {
  const own = service(worker, {
    ...exampleSpec,
    scale,
    uses,
    env: ({ uses }) => ({ OTHER: uses.mails.url, QUEUE_URL: uses.events.url }),
  });
  const scalers = ofKind(
    rendered('worker', { apps: [own], contracts }, place),
    'ScaledObject',
    'TriggerAuthentication',
  );
  assert.partialDeepStrictEqual(shown(scalers), golden(expected));
  assert.equal(scalers.length, 2);
});

test('an app that never reads the address gets a Secret for KEDA alone', () => {
  const own = service(worker, { ...exampleSpec, scale, uses });
  const objects = rendered('worker', { apps: [own], contracts }, place);
  assert.partialDeepStrictEqual(
    shown(ofKind(objects, 'TriggerAuthentication', 'ExternalSecret')),
    golden(`
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: { name: worker }
spec: { secretTargetRef: [{ parameter: host, name: worker-scaler, key: host }] }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: worker-scaler }
spec:
  target:
    name: worker-scaler
    template:
      data:
        host: 'amqps://{{ .events_username | urlquery | replace "+" "%20" }}:{{ .events_password | urlquery | replace "+" "%20" }}@events-queue.mq.example.com:5671'
  data:
    - { secretKey: events_password, remoteRef: { key: events-queue, property: password } }
    - { secretKey: events_username, remoteRef: { key: events-queue, property: username } }
`),
  );
});

test('KEDA knows a private authority of the broker, from a Secret of its own', () => {
  const signed = { ...place, cluster: { data: { events: { ...place.cluster.data.events, authority: 'mq-ca' } } } };
  const own = service(worker, { ...exampleSpec, scale, uses, env: ({ uses }) => ({ AMQP_URL: uses.events.url }) });
  const objects = rendered('worker', { apps: [own], contracts: [events.contract] }, signed);
  const [authentication] = ofKind(objects, 'TriggerAuthentication');
  assert.deepEqual(
    [authentication?.spec],
    golden(`
secretTargetRef:
  - { parameter: host, name: worker-scaler, key: host }
  - { parameter: tls, name: worker-scaler, key: tls }
  - { parameter: ca, name: worker-scaler, key: ca }
`),
  );
  const scaler = ofKind(objects, 'ExternalSecret').find(({ metadata }) => metadata.name === 'worker-scaler');
  assert.match(JSON.stringify(scaler), /"tls":"enable","ca":"{{ \.events_ca_crt }}"/);
});

test('each of two queues has an authentication with its name', () => {
  const both = { ...scale, on: [queueLength(events.consume, 100), queueLength(mails.consume, 7)] } as const;
  const own = service(worker, { ...exampleSpec, scale: both, uses });
  const objects = rendered('worker', { apps: [own], contracts }, place);
  const [scaled] = ofKind(objects, 'ScaledObject');
  const { triggers } = scaled?.spec as { triggers: { metadata: Record<string, string>; authenticationRef: object }[] };
  assert.deepEqual(
    triggers.map(({ metadata: { queueName, value }, authenticationRef }) => ({ queueName, value, authenticationRef })),
    [
      { queueName: 'events', value: '100', authenticationRef: { name: 'worker-events' } },
      { queueName: 'mails', value: '7', authenticationRef: { name: 'worker-mails' } },
    ],
  );
  assert.deepEqual(
    ofKind(objects, 'TriggerAuthentication', 'ExternalSecret').map(({ kind, metadata }) => `${kind}/${metadata.name}`),
    [
      'TriggerAuthentication/worker-events',
      'ExternalSecret/worker-events-scaler',
      'TriggerAuthentication/worker-mails',
      'ExternalSecret/worker-mails-scaler',
    ],
  );
});

test('queues of one broker have an authentication in common, and a subscription is counted by its own queue', () => {
  const work = queue('work', { queues: ['emails'], topics: ['purchases'] });
  const uses = { push: work.consume, emails: work.queues.emails.consume, purchases: work.topics.purchases.subscribe };
  const all = [queueLength(uses.push, 50), queueLength(uses.emails, 7), queueLength(uses.purchases, 9)] as const;
  const own = service(worker, {
    ...exampleSpec,
    scale: { ...scale, on: all },
    uses,
    env: ({ uses }) => ({ AMQP_URL: uses.emails.url, QUEUES: [uses.push.queue, uses.purchases.queue].join() }),
  });
  const catalogue = { apps: [own], contracts: [work.contract] };
  const objects = rendered('worker', catalogue, { cluster: { data: { work: external('work-broker') } } });
  const [scaled] = ofKind(objects, 'ScaledObject');
  const { triggers } = scaled?.spec as { triggers: { metadata: Record<string, string>; authenticationRef: object }[] };
  assert.deepEqual(
    triggers.map(({ metadata: { queueName, value }, authenticationRef }) => ({ queueName, value, authenticationRef })),
    [
      { queueName: 'work', value: '50', authenticationRef: { name: 'worker' } },
      { queueName: 'emails', value: '7', authenticationRef: { name: 'worker' } },
      { queueName: 'purchases.worker', value: '9', authenticationRef: { name: 'worker' } },
    ],
  );
  assert.partialDeepStrictEqual(shown(ofKind(objects, 'TriggerAuthentication')), [
    { spec: { secretTargetRef: [{ parameter: 'host', name: 'worker', key: 'AMQP_URL' }] } },
  ]);
  assert.equal(ofKind(objects, 'TriggerAuthentication').length, 1);
});

test('a topic that the app does not use is refused', () => {
  const { purchases } = queue('work', { topics: ['purchases'] }).topics;
  const own = service(worker, {
    ...exampleSpec,
    scale: { ...scale, on: [queueLength(purchases.subscribe, 5)] },
    uses: { mails: mails.consume },
  });
  assert.throws(() => rendered('worker', { apps: [own], contracts }, place), {
    message: 'worker scales on the topic purchases, and does not use it',
  });
});

test('a queue that the app does not use is refused', () => {
  const own = service(worker, { ...exampleSpec, scale, uses: { mails: mails.consume } });
  assert.throws(() => rendered('worker', { apps: [own], contracts }, place), {
    name: 'Failure',
    message: 'worker scales on the queue events, and does not use it',
    fix: 'Add the same edge to its `uses`, or scale on something else.',
  });
});
