import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cloud } from '../../model/settings/index.ts';
import { exampleClusters } from '../../testing/clusters.ts';
import { deregistrationSeconds, drainSeconds, graceSeconds, loadBalancerAnnotations } from './loadBalancer.ts';

const aws = {
  'service.beta.kubernetes.io/aws-load-balancer-type': 'external',
  'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
  'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
  'service.beta.kubernetes.io/aws-load-balancer-attributes': 'load_balancing.cross_zone.enabled=true',
  'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes':
    'preserve_client_ip.enabled=true,deregistration_delay.timeout_seconds=60',
};
const google = { 'cloud.google.com/l4-rbs': 'enabled' };
const azure = { 'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout': '30' };

/** Each from the documentation that `loadBalancer.ts` names. */
const cases: readonly [Cloud, readonly string[], Record<string, string>][] = [
  ['aws', [], aws],
  [
    'aws',
    ['eipalloc-1', 'eipalloc-2'],
    { ...aws, 'service.beta.kubernetes.io/aws-load-balancer-eip-allocations': 'eipalloc-1,eipalloc-2' },
  ],
  ['google', [], google],
  ['google', ['edge'], { ...google, 'networking.gke.io/load-balancer-ip-addresses': 'edge' }],
  ['azure', [], azure],
  ['azure', ['edge'], { ...azure, 'service.beta.kubernetes.io/azure-pip-name': 'edge' }],
  ['local', [], {}],
];

for (const [cloud, addresses, expected] of cases) {
  test(`in ${cloud} with ${addresses.length} reserved addresses the load balancer keeps clients' addresses and those`, () => {
    const cluster = { ...exampleClusters[cloud], loadBalancer: { addresses: [...addresses] } };
    assert.deepEqual(loadBalancerAnnotations(cluster), expected);
  });
}

test('a pod serves longer than the load balancer sends, and is killed only after that', () => {
  assert.ok(deregistrationSeconds < drainSeconds && drainSeconds < graceSeconds);
});
