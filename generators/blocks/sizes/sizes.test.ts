import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { App } from '../../model/app.ts';
import { exampleClusters } from '../../testing/clusters.ts';
import { exampleInputs } from '../../testing/inputs.ts';
import { app } from '../../testing/names.ts';
import { priorities } from '../../testing/priorities.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { systems, valkeyOf } from '../../testing/systems.ts';
import { examplePrometheus } from '../monitoring/prometheus/testing/examplePrometheus.ts';
import { cpu, memory } from '../scaling/scale.ts';
import { service } from '../service.ts';

const cart = service(app('cart', 'backend', ['http']), { ...exampleSpec, uses: {} });
const watched = service(app('cart', 'backend', ['http']), {
  ...exampleSpec,
  uses: {},
  scale: { min: 2, max: 6, on: [cpu(70), memory(40)] },
});
const awaited = service(app('cart', 'backend', ['http']), {
  ...exampleSpec,
  uses: {},
  priority: priorities.critical,
});
const strict = service(app('cart', 'backend', ['http']), {
  ...exampleSpec,
  uses: {},
  mistakes: ({ settings }) => [
    { code: 'own', path: ['resources'], message: `It has ${settings.resources.memory}.`, fix: 'None.' },
  ],
});
const of = (memory: string, more: object = {}) => ({ resources: { cpu: '1', memory }, ...more });
const { postgresql, mysql, mongodb, cassandra, rabbitmq } = systems;
const broker = valkeyOf('broker');

/** An app, settings of it, and what is found: the setting, and the least that is asked for or the code. */
const cases: readonly (readonly [what: string, of: App, settings: object, expected: readonly string[]])[] = [
  ['an image that has room for one unit of its work', cart, of('72Mi'), []],
  ['an image that has room for none', cart, of('71Mi'), ['memory-too-small resources.memory 72Mi']],
  ['a target of memory above what a pod takes idle', watched, of('161Mi'), []],
  ['a target of memory at what a pod takes idle', watched, of('160Mi'), ['memory-target-idle resources.memory 161Mi']],
  [
    'less than it takes at all, which is one finding',
    watched,
    of('64Mi'),
    ['memory-target-idle resources.memory 161Mi'],
  ],
  ['the same without an autoscaler', watched, of('160Mi', { scale: { min: 3, max: 3 } }), []],
  ['one pod of an app that users wait for', awaited, { scale: { min: 1, max: 4 } }, ['critical-alone scale.min 2']],
  ['two pods of it', awaited, { scale: { min: 2, max: 4 } }, []],
  ['one pod of another app', cart, { scale: { min: 1, max: 4 } }, []],
  ['what an app itself refuses', strict, {}, ['own resources ']],
  ['a PostgreSQL of 1Mi', postgresql, of('1Mi'), ['memory-too-small resources.memory 582Mi']],
  ['a PostgreSQL of 582Mi', postgresql, of('582Mi'), []],
  [
    'more connections than it can sort for',
    postgresql,
    { connections: 500 },
    ['memory-too-small resources.memory 2715Mi'],
  ],
  [
    'a pooler for more clients than it has memory for',
    postgresql,
    { pool: { clients: 20_000, resources: { cpu: '1', memory: '64Mi' } } },
    ['memory-too-small pool.resources.memory 118Mi'],
  ],
  ['a MySQL of 512Mi', mysql, of('512Mi'), ['memory-too-small resources.memory 712Mi']],
  [
    'a MySQL with more connections than it has memory for',
    mysql,
    { connections: 2000 },
    ['memory-too-small resources.memory 2512Mi'],
  ],
  ['proxies of 32Mi', mysql, { proxy: { cpu: '1', memory: '32Mi' } }, ['memory-too-small proxy.memory 64Mi']],
  [
    'a MongoDB of 256Mi, with config servers and routers alike',
    mongodb,
    of('256Mi', { config: { cpu: '1', memory: '256Mi', storage: '1Gi' }, routers: { cpu: '1', memory: '256Mi' } }),
    [
      'memory-too-small resources.memory 477Mi',
      'memory-too-small config.memory 477Mi',
      'memory-too-small routers.memory 477Mi',
    ],
  ],
  ['a Cassandra of 256Mi', cassandra, of('256Mi'), ['memory-too-small resources.memory 1024Mi']],
  ['a RabbitMQ of 512Mi', rabbitmq, of('512Mi'), ['memory-too-small resources.memory 534Mi']],
  ['a RabbitMQ of 534Mi', rabbitmq, of('534Mi'), []],
  ['a Prometheus of 64Mi', examplePrometheus, of('64Mi'), ['memory-too-small resources.memory 65Mi']],
  ['a Prometheus of 65Mi', examplePrometheus, of('65Mi'), []],
  ['a Valkey of 4Mi', broker, of('4Mi'), ['memory-too-small resources.memory 9Mi']],
  ['a Valkey whose log does not fit its volume', broker, of('8Gi'), ['storage-too-small storage 24576Mi']],
];

for (const [what, of, settings, expected] of cases) {
  test(`${what}: ${expected.join(', ') || 'nothing is found'}`, () => {
    const found = of.mistakes?.(exampleInputs(of, exampleClusters.aws, settings as Record<string, unknown>)) ?? [];
    assert.deepEqual(
      found.map(({ code, path, fix }) => `${code} ${path.join('.')} ${/ to (\S+) or more/.exec(fix)?.[1] ?? ''}`),
      expected,
    );
  });
}

test('a finding names the setting, each part of the figure, and where the figure is from', () => {
  const [found] = cart.mistakes?.(exampleInputs(cart, exampleClusters.aws, of('64Mi'))) ?? [];
  assert.deepEqual(found, {
    code: 'memory-too-small',
    path: ['resources', 'memory'],
    message:
      'apps.cart.resources.memory is 64Mi, and what it is for takes 72Mi: 64Mi idle, 8Mi for one cart (https://example.com/sizes).',
    fix: 'Set apps.cart.resources.memory to 72Mi or more.',
  });
});

test('the defaults of every system hold what it takes', () => {
  for (const one of Object.values(systems)) {
    assert.deepEqual(one.mistakes?.(exampleInputs(one, exampleClusters.aws)) ?? [], [], one.name);
  }
});
