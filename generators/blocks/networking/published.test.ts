import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cloud } from '../../model/settings/index.ts';
import { ofKind } from '../../testing/golden.ts';
import { app } from '../../testing/names.ts';
import { rendered } from '../../testing/rendered.ts';
import { exampleRuntime } from '../../testing/runtime.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { calls } from '../names.ts';
import { service } from '../service.ts';
import { published } from './published.ts';

const rooms = app('rooms', 'backend', ['http', 'media']);
const peer = app('peer', 'backend', ['http']);
const runtime = { ...exampleRuntime, ports: { ...exampleRuntime.ports, media: 8443, control: 8444 }, udp: ['media'] };
const own = service(rooms, {
  ...exampleSpec,
  runtime,
  uses: {},
  parts: [published({ ports: ['media', 'control'], why: 'Media is UDP.', sources: ['203.0.113.0/24'] })],
});
const caller = service(peer, { ...exampleSpec, uses: { rooms: calls(rooms, 'media') } });

const render = (cloud: Cloud, settings: Readonly<Record<string, unknown>> = {}) =>
  rendered('rooms', { apps: [own, caller], contracts: [] }, { cloud, cluster: { apps: { rooms: settings } } });
type Spec = Readonly<Record<string, unknown>>;
const services = (objects: ReturnType<typeof render>) =>
  ofKind(objects, 'Service').filter(({ spec }) => (spec as Spec).type === 'LoadBalancer');
const ingress = (objects: ReturnType<typeof render>) =>
  (ofKind(objects, 'NetworkPolicy')[0]?.spec as { ingress: readonly unknown[] }).ingress;

test('published ports have a load balancer for each protocol, and its pods take the same callers', () => {
  const objects = render('google');
  assert.deepEqual(
    services(objects).map(({ metadata, spec }) => [
      metadata.name,
      (spec as Spec).ports,
      (spec as Spec).loadBalancerSourceRanges,
    ]),
    [
      ['rooms-tcp', [{ name: 'control', port: 8444, targetPort: 'control', protocol: 'TCP' }], ['203.0.113.0/24']],
      ['rooms-udp', [{ name: 'media', port: 8443, targetPort: 'media', protocol: 'UDP' }], ['203.0.113.0/24']],
    ],
  );
  for (const { spec, metadata } of services(objects)) {
    assert.equal((spec as Spec).externalTrafficPolicy, 'Local');
    assert.equal(metadata.annotations?.['exception.gitops.dev/services-internal'], 'Media is UDP.');
  }
  assert.deepEqual(ingress(objects)[1], {
    from: [{ ipBlock: { cidr: '203.0.113.0/24' } }],
    ports: [
      { protocol: 'TCP', port: 8444 },
      { protocol: 'UDP', port: 8443 },
    ],
  });
});

test('without sources the internet may call, and no private network but the load balancer that asks for health', () => {
  const objects = render('aws', { published: { sources: [], addresses: ['eipalloc-1'] } });
  const [, open, health] = ingress(objects) as {
    from: { ipBlock: { cidr: string; except?: string[] } }[];
    ports: object[];
  }[];
  assert.deepEqual(
    [open?.from[0]?.ipBlock.cidr, open?.from[0]?.ipBlock.except?.includes('10.0.0.0/8')],
    ['0.0.0.0/0', true],
  );
  assert.deepEqual([health?.from[0]?.ipBlock.cidr, health?.ports], ['10.0.0.0/8', [{ protocol: 'TCP', port: 8080 }]]);
  const [{ metadata, spec } = assert.fail()] = services(objects);
  assert.ok(!('loadBalancerSourceRanges' in (spec as Spec)));
  const prefix = 'service.beta.kubernetes.io/aws-load-balancer';
  assert.partialDeepStrictEqual(metadata.annotations, {
    [`${prefix}-eip-allocations`]: 'eipalloc-1',
    [`${prefix}-healthcheck-protocol`]: 'http',
    [`${prefix}-healthcheck-port`]: '8080',
    [`${prefix}-healthcheck-path`]: '/ready',
  });
});

test('a port of UDP is one in the pod, in its Service, and at both ends of a call', () => {
  const objects = render('google');
  const template = (
    ofKind(objects, 'Deployment')[0]?.spec as { template: { spec: { containers: { ports: object[] }[] } } }
  ).template;
  assert.deepEqual(template.spec.containers[0]?.ports[2], { name: 'media', containerPort: 8443, protocol: 'UDP' });
  const [inside] = ofKind(objects, 'Service').filter(({ metadata }) => metadata.name === 'rooms');
  assert.deepEqual((inside?.spec as { ports: object[] }).ports[2], {
    name: 'media',
    port: 8443,
    targetPort: 'media',
    protocol: 'UDP',
  });
  assert.deepEqual((ingress(objects)[0] as { ports: object[] }).ports, [{ protocol: 'UDP', port: 8443 }]);
  const calling = rendered('peer', { apps: [own, caller], contracts: [] }, { cloud: 'google' });
  const { egress } = ofKind(calling, 'NetworkPolicy')[0]?.spec as { egress: { ports: object[] }[] };
  assert.deepEqual(egress.at(-1)?.ports, [{ protocol: 'UDP', port: 8443 }]);
});

test('a port that the runtime lacks is said to be missing', () => {
  const wrong = service(app('rooms', 'backend', ['http']), {
    ...exampleSpec,
    uses: {},
    parts: [published({ ports: ['media'], why: 'Media is UDP.' })],
  });
  assert.throws(() => rendered('rooms', { apps: [wrong], contracts: [] }), {
    message: 'rooms publishes the port media, which its runtime has not',
  });
});
