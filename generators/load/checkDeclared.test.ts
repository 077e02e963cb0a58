import assert from 'node:assert/strict';
import { test } from 'node:test';
import { job } from '../blocks/jobs/job.ts';
import { every, type JobSpec } from '../blocks/jobs/spec.ts';
import { imageRegistry, queue, server } from '../blocks/names.ts';
import { promql } from '../blocks/scaling/scale.ts';
import { service } from '../blocks/service.ts';
import { initContainer, type SidecarSpec, sidecar } from '../blocks/workload/companion.ts';
import { readOnly, volume } from '../blocks/workload/volume.ts';
import { app } from '../testing/names.ts';
import { exampleRuntime } from '../testing/runtime.ts';
import { exampleSpec } from '../testing/spec.ts';
import { checkDeclared } from './checkDeclared.ts';

const shop = app('shop', 'backend', ['http']);
const http = { port: 'http', path: '/' };

/** What is said of a service with these changes: codes and messages. */
function saidOf(changes: object): string[] {
  const one = service(shop, { ...exampleSpec, ...runtime({}), uses: {}, ...changes });
  return checkDeclared({ apps: [one], contracts: [] }).map(({ code, message }) => `${code} ${message}`);
}

const none = { none: 'It listens nowhere.' };
const withoutPorts = { metrics: undefined, startup: none, readiness: none, liveness: none };
const image = 'registry.example.com/shop:1';
const runtime = (changes: object) => ({ runtime: { ...exampleRuntime, image, ...changes } });
const proxy: SidecarSpec = {
  name: 'proxy',
  image: 'registry.example.com/proxy:1',
  ports: { health: 9801 },
  startup: { tcp: 'health' },
  readiness: { tcp: 'health' },
  liveness: { none: 'It ends with the app.' },
  resources: { cpu: '50m', memory: '64Mi' },
};
const setup = (changes: Partial<JobSpec>) => ({
  parts: [
    job(shop, {
      name: 'shop-setup',
      when: 'once',
      runtime: () => ({ image: 'registry.example.com/setup:1', user: 1000, group: 1000, ports: {} }),
      images: {},
      uses: {},
      resources: { cpu: '50m', memory: '64Mi' },
      minutes: 1,
      retries: 0,
      ...changes,
    } as Parameters<typeof job<JobSpec['uses'], never>>[1]),
  ],
});

const library = volume('library', '1Ti', { writers: 'many' });
const { user, group } = exampleRuntime;
/** A job that mounts something of an app with these volumes, as the app's group unless told otherwise. */
const mounting = (mounted: object, volumes: object = { '/data': library }, as = group) => ({
  volumes,
  ...setup({
    runtime: () => ({ image: 'registry.example.com/setup:1', user, group: as, ports: {} }),
    volumes: mounted as NonNullable<JobSpec['volumes']>,
  }),
});

for (const [title, changes] of [
  ['a job that mounts a volume of its app', mounting({ '/import': library, '/data': readOnly(library) })],
  [
    'every kind of probe',
    runtime({ startup: { exec: ['a'] }, readiness: { grpc: 'http' }, liveness: { tcp: 'http' } }),
  ],
  ['headers, and a start of an hour', runtime({ readiness: { ...http, headers: { Host: 'a' } }, startMinutes: 60 })],
  ['a registry and a command', runtime({ registry: imageRegistry('ghcr', 'ghcr.io'), command: ['/bin/shop'] })],
  ['a sidecar', { beside: [sidecar(proxy), initContainer(proxy)] }],
  ['a job by the clock', setup({ when: every('*/5 * * * *') })],
  ['a job by hand with a sidecar', setup({ beside: [sidecar(proxy)] })],
  [
    'an app without ports that scales on a query',
    {
      ...runtime({ ports: {}, ...withoutPorts }),
      scale: { min: 1, max: 2, on: [promql((where) => `sum(up{${where}})`, 4)] },
    },
  ],
  ['metrics of its own', { exports: { jobs_waiting: ['queue'], 'jobs:sum': [] } }],
  ['a server outside', { uses: { mail: server('mail', { ports: { smtp: 25 } }).use } }],
] as const) {
  test(`nothing is wrong with ${title}`, () => assert.deepEqual(saidOf(changes), []));
}

for (const [title, changes, expected] of [
  [
    'a probe of a port that is not there',
    runtime({ liveness: { tcp: 'smtp' } }),
    'unknown-value tcp is "smtp"; expected one of http, metrics.',
  ],
  [
    'a probe of an app without ports',
    runtime({ ports: {}, ...withoutPorts, liveness: { tcp: 'http' } }),
    'malformed-value tcp is "http"; expected the name of a port, of which it declares none.',
  ],
  [
    'a metric with a bad name',
    { exports: { 'jobs-waiting': [] } },
    'malformed-key "jobs-waiting" is no key for exports; expected names of metrics, each with a list of labels.',
  ],
  [
    'a label with a bad name',
    { exports: { jobs_waiting: ['a b'] } },
    'malformed-value jobs_waiting[0] is "a b"; expected the name of a label.',
  ],
  [
    'metrics without a page for them',
    { ...runtime({ metrics: undefined }), exports: { jobs_waiting: [] } },
    'wrong-type exports is a map of keys; expected nothing, for its runtime has no `metrics`, the page to read them from.',
  ],
  [
    'a gRPC probe of such a port',
    runtime({ liveness: { grpc: 'smtp' } }),
    'unknown-value grpc is "smtp"; expected one of http, metrics.',
  ],
  [
    'no probe without a reason',
    runtime({ liveness: { none: '' } }),
    'malformed-value none is ""; expected a text that says something.',
  ],
  [
    'a header with a line break',
    runtime({ liveness: { ...http, headers: { Host: 'a\nb' } } }),
    'malformed-value Host is "a\\nb"; expected one line.',
  ],
  [
    'an empty command of a probe',
    runtime({ liveness: { exec: [] } }),
    'wrong-size exec has no items; expected at least 1 item.',
  ],
  [
    'a start of a day',
    runtime({ startMinutes: 1440 }),
    'out-of-range startMinutes is 1440; expected a whole number from 1 to 180.',
  ],
  [
    'an end after two days',
    runtime({ drainSeconds: 172_800 }),
    'out-of-range drainSeconds is 172800; expected a whole number from 0 to 86400.',
  ],
  [
    'a registry whose host is an address',
    runtime({ registry: imageRegistry('a', 'https://a') }),
    'malformed-value host is "https://a"; expected a host name.',
  ],
  [
    'a sidecar with a capital name',
    { beside: [sidecar({ ...proxy, name: 'Proxy' })] },
    'malformed-value name is "Proxy"; expected at most 40 lower-case letters, digits and -, beginning with a letter.',
  ],
  [
    'a sidecar as root',
    { beside: [sidecar({ ...proxy, user: 0 })] },
    'out-of-range user is 0; expected a whole number from 1 to 2147483647.',
  ],
  [
    'a probe of no port of a sidecar',
    { beside: [sidecar({ ...proxy, startup: { tcp: 'a' } })] },
    'unknown-value tcp is "a"; expected one of health.',
  ],
  [
    'a schedule that is none',
    setup({ when: every('daily') }),
    'malformed-value schedule is "daily"; expected five fields: minute, hour, day of month, month, day of week.',
  ],
  [
    'a queue with a dot',
    { uses: { work: queue('work', { queues: ['e.mails'] }).consume } },
    'malformed-value queues[1] is "e.mails"; expected at most 40 lower-case letters, digits and -, beginning with a letter.',
  ],
  [
    'a topic with a capital',
    { uses: { work: queue('work', { topics: ['Purchases'] }).consume } },
    'malformed-value topics[0] is "Purchases"; expected at most 40 lower-case letters, digits and -, beginning with a letter.',
  ],
  [
    'a server without ports',
    { uses: { mail: server('mail', { ports: {} }).use } },
    'wrong-size ports has no keys; expected at least 1 key.',
  ],
  [
    'a job with a volume that one pod has',
    mounting(
      { '/data': volume('journal', '1Gi', { writers: 'one' }) },
      { '/data': volume('journal', '1Gi', { writers: 'one' }) },
    ),
    'unknown-value writers is "one"; expected one of node, many.',
  ],
  [
    'a job with a volume that its app has not',
    mounting({ '/data': volume('cache', '1Gi', { writers: 'many' }) }),
    'unknown-value name is "cache"; expected one of library.',
  ],
  [
    'a job with a volume, and none of its app',
    mounting({ '/data': library }, {}),
    'unknown-key "/data" is not a key of volumes (its app has none; a folder that a pod writes to without one is gone with it, and no other pod has it).',
  ],
  [
    'a job with a folder that each pod has for itself',
    mounting({ '/tmp': '64Mi' }),
    'wrong-type "/tmp" is "64Mi", text; expected keys with values.',
  ],
  [
    'a job with a volume at no path',
    mounting({ data: library }),
    'malformed-key "data" is no key for volumes; expected absolute paths.',
  ],
  [
    'a job of another group with a volume',
    mounting({ '/data': library }, undefined, 4711),
    `unknown-value group is 4711; expected one of ${group}.`,
  ],
  [
    'a device without a domain',
    { devices: { gpu: 1 } },
    'malformed-key "gpu" is no key for devices; expected names such as nvidia.com/gpu, each with a number.',
  ],
] as const) {
  test(`${title} is one finding at it`, () => {
    assert.deepEqual(saidOf(changes), [expected]);
  });
}
