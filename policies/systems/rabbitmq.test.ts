import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import { imagesNamed } from '../cluster/facts.ts';
import { allPods } from '../cluster/pods.ts';
import { secretAt } from '../cluster/secrets.ts';
import { viewOfObjects } from '../example/index.ts';

const size = { cpu: '1', memory: '32Mi' };
const broker: Resource = {
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'RabbitmqCluster',
  metadata: { name: 'events', namespace: 'data' },
  spec: {
    replicas: 3,
    image: 'example.com/rabbitmq:4',
    resources: { requests: size, limits: size },
    override: { statefulSet: { spec: { template: { spec: { priorityClassName: 'critical' } } } } },
  },
};

test('a broker has its nodes, and a container for setting up that may ask for more than they do', () => {
  const pods = allPods(viewOfObjects(broker));
  assert.deepEqual(
    pods.map(({ namespace, name, labels, replicas, requests, priorityClass }) => {
      return { name: `${namespace}/${name}`, labels, replicas, requests, priorityClass };
    }),
    [
      {
        name: 'data/events',
        labels: {
          'app.kubernetes.io/name': 'events',
          'app.kubernetes.io/component': 'rabbitmq',
          'app.kubernetes.io/part-of': 'rabbitmq',
        },
        replicas: { min: 3, max: 3, surge: 0, ending: 0 },
        requests: { cpu: 1, memory: 64 * 2 ** 20 },
        priorityClass: 'critical',
      },
    ],
  );
});

test('a broker names one image', () => {
  const images = imagesNamed(viewOfObjects(broker)).map(({ field, image }) => [field, image]);
  assert.deepEqual(images, [['spec.image', 'example.com/rabbitmq:4']]);
});

test('the Secrets of a broker and of its users count as there, in their own namespace alone', () => {
  const view = viewOfObjects(broker, { ...broker, kind: 'User' });
  assert.deepEqual(secretAt(view, 'data', 'events-default-user'), {
    keys: new Set([
      'username',
      'password',
      'default_user.conf',
      'provider',
      'type',
      'host',
      'port',
      'connection_string',
    ]),
  });
  assert.deepEqual(secretAt(view, 'data', 'events-user-credentials'), { keys: new Set(['username', 'password']) });
  assert.equal(secretAt(view, 'backend', 'events-user-credentials'), undefined);
});
