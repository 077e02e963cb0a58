import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { golden, ofKind, shown } from '../../testing/golden.ts';
import { app } from '../../testing/names.ts';
import type { Place } from '../../testing/rendered.ts';
import { rendered } from '../../testing/rendered.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { data, systems } from '../../testing/systems.ts';
import { service } from '../service.ts';
import { calendar, listLength, type Metric, promql } from './scale.ts';

const worker = app('worker', 'backend', []);
const { answers } = data;
const store = {
  provider: 'external',
  host: 'store.example.com',
  port: 6379,
  tls: true,
  secret: 'store',
  networks: ['10.30.0.0/16'],
};
const place = { cluster: { data: { answers: store } } };

function render(on: readonly [Metric, ...Metric[]], where: Place = place, uses = { jobs: answers.work }) {
  const own = service(worker, { ...exampleSpec, uses, scale: { min: 1, max: 9, on } });
  return rendered('worker', { apps: [own, systems.valkey], contracts: [answers.contract] }, where);
}
const triggers = (objects: ReturnType<typeof render>) =>
  (ofKind(objects, 'ScaledObject')[0]?.spec as Required<IScaledObject>['spec']).triggers;

test('a list is measured by KEDA, with a password that only a Secret has', () => {
  const objects = render([listLength(answers.work, 'queue:push', 200)]);
  // https://keda.sh/docs/latest/scalers/redis-lists/
  assert.deepEqual(triggers(objects), [
    {
      type: 'redis',
      metricType: 'AverageValue',
      metadata: {
        address: 'store.example.com:6379',
        listName: 'queue:push',
        listLength: '200',
        databaseIndex: '0',
        enableTLS: 'true',
      },
      authenticationRef: { name: 'worker-answers-list' },
    },
  ]);
  assert.partialDeepStrictEqual(
    shown(ofKind(objects, 'TriggerAuthentication', 'ExternalSecret')),
    golden(`
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: { name: worker-answers-list }
spec: { secretTargetRef: [{ parameter: password, name: worker-answers-list, key: password }] }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: worker-answers-list }
spec: { data: [{ secretKey: answers_password, remoteRef: { key: store, property: password } }] }
`),
  );
});

test('KEDA knows a private authority of a store', () => {
  const signed = { cluster: { data: { answers: { ...store, authority: 'store-ca' } } } };
  const [authentication] = ofKind(render([listLength(answers.work, 'a', 1)], signed), 'TriggerAuthentication');
  assert.deepEqual(
    [authentication?.spec],
    golden(`
secretTargetRef:
  - { parameter: password, name: worker-answers-list, key: password }
  - { parameter: ca, name: worker-answers-list, key: ca }
`),
  );
});

test('two lists of one store need one login', () => {
  const objects = render([listLength(answers.work, 'a', 1), listLength(answers.work, 'b', 2)]);
  assert.deepEqual([triggers(objects)?.length, ofKind(objects, 'TriggerAuthentication').length], [2, 1]);
});

test('a list in a store that the app does not work through is said', () => {
  assert.throws(() => render([listLength(answers.work, 'a', 1)], place, {} as never), {
    message: 'worker scales on a list in answers, and does not use it that way',
  });
});

test('a Valkey in the cluster lets KEDA in where an app works through a list, and else not', () => {
  const inside = { cluster: { data: { answers: { provider: 'valkey' } } } };
  const policies = (edge: typeof answers.work | typeof answers.use) => {
    const own = service(worker, { ...exampleSpec, uses: { jobs: edge } });
    const catalogue = { apps: [own, systems.valkey], contracts: [answers.contract] };
    return JSON.stringify(ofKind(rendered('answers-cache', catalogue, inside), 'NetworkPolicy'));
  };
  assert.match(policies(answers.work), /"kubernetes.io\/metadata.name":"keda"/);
  assert.doesNotMatch(policies(answers.use), /"kubernetes.io\/metadata.name":"keda"/);
});

test('a query is about the series of the app’s namespace, and of its cluster where Prometheus has others', () => {
  const waiting = promql((where) => `sum(jobs_waiting{${where}})`, 0.5);
  const [own] = triggers(render([waiting])) ?? [];
  assert.partialDeepStrictEqual(own?.metadata, { query: 'sum(jobs_waiting{namespace="backend"})', threshold: '0.5' });
  const prometheus = {
    url: 'https://prometheus.example.com',
    networks: ['10.40.0.0/16'],
    labels: { cluster: 'one' },
    authentication: 'bearer' as const,
    scraper: { namespace: 'monitoring', labels: {} },
  };
  const outside = render([waiting], { cluster: { ...place.cluster, prometheus } as Place['cluster'] & object });
  const [other] = triggers(outside) ?? [];
  assert.equal(other?.metadata.query, 'sum(jobs_waiting{cluster="one",namespace="backend"})');
  assert.deepEqual(
    ofKind(outside, 'TriggerAuthentication').map(({ metadata }) => metadata.name),
    ['worker-prometheus'],
  );
});

test('a query may be about another app, which the scaler then says', () => {
  const objects = render([
    promql((where) => `sum(jobs_waiting{${where}})`, 4, { of: { name: 'tube', tier: 'media' } }),
  ]);
  const [own] = triggers(objects) ?? [];
  assert.equal(own?.metadata.query, 'sum(jobs_waiting{namespace="media",service="tube"})');
  const [scaler] = ofKind(objects, 'ScaledObject');
  assert.equal(scaler?.metadata.annotations?.['gitops.dev/measures'], 'media/tube');
});

test('a calendar asks for pods between two schedules', () => {
  const [own] =
    triggers(render([calendar('0 7 * * 1-5', '0 19 * * 1-5', { timeZone: 'Europe/Berlin', pods: 6 })])) ?? [];
  // https://keda.sh/docs/latest/scalers/cron/
  assert.deepEqual(own, {
    type: 'cron',
    metadata: { timezone: 'Europe/Berlin', start: '0 7 * * 1-5', end: '0 19 * * 1-5', desiredReplicas: '6' },
  });
});
