import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import type { DnsZone } from '../../generators/model/settings/dns.ts';
import type { Cloud, Cluster } from '../../generators/model/settings/index.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { fleetSettings as fleet } from '../../generators/testing/fleetSettings.ts';
import { externalDnsOperator } from './externalDns.ts';

const role = 'arn:aws:iam::123456789012:role/zone';
const route53: DnsZone = { service: 'route53', zone: 'Z0123456789' };

function valuesIn(cloud: Cloud, dns: DnsZone, changes: Partial<Cluster> = {}) {
  const cluster = { ...exampleClusters[cloud], identities: { 'external-dns': role }, ...changes } as Cluster;
  const environment = { name: 'production', domain: 'example.com', secretPrefix: 'production', dns };
  return externalDnsOperator.values?.({ fleet, environment, cluster, version: '1.0.0', namespaces: [] }) ?? {};
}

test('hosts are entered by the active cluster alone, and every cluster may move what another one entered', () => {
  const clusters = [{ name: 'one' }, { name: 'two', role: 'standby' }] as const;
  const found = clusters.map((one) => valuesIn('aws', route53, one));
  assert.deepEqual(
    found.map(({ replicaCount, txtOwnerId, policy }) => [replicaCount, txtOwnerId, policy]),
    [
      [1, 'shop-production', 'upsert-only'],
      [0, 'shop-production', 'upsert-only'],
    ],
  );
});

test('only hosts of the environment’s domain are entered, at the gateway of the cluster', () => {
  const { domainFilters, gatewayNamespace, extraArgs } = valuesIn('aws', route53);
  assert.deepEqual(
    { domainFilters, gatewayNamespace, extraArgs },
    {
      domainFilters: ['example.com'],
      gatewayNamespace: 'gateways',
      extraArgs: { 'gateway-name': 'gateway', 'min-ttl': '60s', 'zone-id-filter': 'Z0123456789' },
    },
  );
});

test('Route 53 is written to with a token of the pod, from a cluster of any cloud', () => {
  for (const cloud of ['aws', 'google', 'azure'] as const) {
    const { provider, env, extraVolumes, serviceAccount } = valuesIn(cloud, route53);
    assert.deepEqual(provider, { name: 'aws' });
    assert.deepEqual((env as { value: string }[])[1]?.value, role);
    assert.match(JSON.stringify(extraVolumes), /"audience":"sts.amazonaws.com"/);
    assert.deepEqual(serviceAccount, { create: true, name: 'external-dns', annotations: {} });
  }
});

const others: [title: string, Cloud, DnsZone, expected: object][] = [
  [
    'Cloud DNS',
    'google',
    { service: 'cloud-dns', project: 'shop-dns', zone: 'public' },
    {
      provider: { name: 'google' },
      extraArgs: { 'google-project': 'shop-dns' },
      serviceAccount: { annotations: { 'iam.gke.io/gcp-service-account': role } },
    },
  ],
  [
    'Azure DNS',
    'azure',
    {
      service: 'azure-dns',
      subscription: '00000000-0000-4000-8000-000000000000',
      resourceGroup: 'shop',
      zone: 'example.com',
    },
    {
      provider: { name: 'azure' },
      podLabels: { 'azure.workload.identity/use': 'true' },
      serviceAccount: { annotations: { 'azure.workload.identity/client-id': role } },
    },
  ],
];
for (const [title, cloud, dns, expected] of others) {
  test(`${title} is written to by the identity of the cloud`, () => {
    assert.partialDeepStrictEqual(valuesIn(cloud, dns), expected);
  });
}

const issuer = (spec: object): Resource => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Issuer',
  metadata: { name: 'public', namespace: 'gateways' },
  spec,
});
test('it runs where hosts are proved in a zone', () => {
  const serves = (object: Resource) => externalDnsOperator.serves(object, exampleClusters.aws);
  assert.deepEqual([serves(issuer({ acme: {} })), serves(issuer({ ca: {} }))], [true, false]);
});
