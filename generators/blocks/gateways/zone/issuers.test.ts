import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inputs } from '../../../model/inputs.ts';
import type { DnsZone } from '../../../model/settings/dns.ts';
import type { Cloud } from '../../../model/settings/index.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { fleetSettings } from '../../../testing/fleetSettings.ts';
import { certificate } from './certificate.ts';
import { dnsIdentity } from './dnsIdentity.ts';
import { issuers } from './issuers.ts';

const role = 'arn:aws:iam::123456789012:role/zone';

function inputsOf(cloud: Cloud, dns?: DnsZone, identity?: string): Inputs {
  const cluster = { ...exampleClusters[cloud], identities: identity ? { 'cert-manager': identity } : {} };
  const environment = { name: 'test', domain: 'example.com', secretPrefix: 'test', ...(dns && { dns }) };
  return { fleet: fleetSettings, cluster, environment } as Inputs;
}
const rendered = (...place: Parameters<typeof inputsOf>) => issuers({ inputs: inputsOf(...place), labels: {} });

const route53: DnsZone = { service: 'route53', zone: 'Z0123456789' };
const azure: DnsZone = {
  service: 'azure-dns',
  subscription: '00000000-0000-4000-8000-000000000000',
  resourceGroup: 'shop',
  zone: 'example.com',
};

const cases: [title: string, Parameters<typeof inputsOf>, dns01: object][] = [
  [
    'in Route 53 from a cluster of Google, as a role of AWS',
    ['google', route53, role],
    {
      route53: {
        hostedZoneID: 'Z0123456789',
        region: 'us-east-1',
        role,
        auth: { kubernetes: { serviceAccountRef: { name: 'public-zone' } } },
      },
    },
  ],
  [
    'in Route 53 as what the pods are already',
    ['aws', route53],
    { route53: { hostedZoneID: 'Z0123456789', region: 'us-east-1' } },
  ],
  [
    'in Cloud DNS',
    ['google', { service: 'cloud-dns', project: 'shop-dns', zone: 'public' }, 'dns@shop.iam.gserviceaccount.com'],
    { cloudDNS: { project: 'shop-dns', hostedZoneName: 'public' } },
  ],
  [
    'in Azure DNS',
    ['azure', azure, 'client'],
    {
      azureDNS: {
        subscriptionID: '00000000-0000-4000-8000-000000000000',
        resourceGroupName: 'shop',
        hostedZoneName: 'example.com',
        environment: 'AzurePublicCloud',
        managedIdentity: { clientID: 'client' },
      },
    },
  ],
];
for (const [title, place, dns01] of cases) {
  test(`a host is proved by a record ${title}`, () => {
    const [issuer] = rendered(...place);
    assert.deepEqual(
      [issuer?.kind, issuer?.metadata.namespace, issuer?.metadata.name],
      ['Issuer', 'gateways', 'public'],
    );
    const { acme } = issuer?.spec as { acme: object };
    assert.deepEqual(acme, {
      server: 'https://acme-v02.api.letsencrypt.org/directory',
      privateKeySecretRef: { name: 'acme-account' },
      solvers: [{ dns01 }],
    });
  });
}

test('with Route 53 cert-manager may ask for tokens of one account, and without it for none', () => {
  const [, account, right, binding] = rendered('google', route53, role);
  assert.deepEqual([account?.kind, account?.metadata.name], ['ServiceAccount', 'public-zone']);
  assert.deepEqual((right as unknown as { rules: object[] }).rules, [
    { apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['public-zone'], verbs: ['create'] },
  ]);
  assert.deepEqual((binding as unknown as { subjects: object[] }).subjects, [
    { kind: 'ServiceAccount', name: 'cert-manager', namespace: 'cert-manager' },
  ]);
  assert.equal(rendered('azure', azure, 'client').length, 1);
});

test('where there is no zone an authority of our own signs, under the same name', () => {
  const found = rendered('local').map(({ kind, metadata, spec }) => [kind, metadata.name, Object.keys(spec ?? {})]);
  assert.deepEqual(
    found.filter(([kind]) => kind === 'Issuer'),
    [
      ['Issuer', 'self-signed', ['selfSigned']],
      ['Issuer', 'public', ['ca']],
    ],
  );
  const authority = rendered('local').find(({ kind }) => kind === 'Certificate')?.spec;
  assert.partialDeepStrictEqual(authority, {
    isCA: true,
    issuerRef: { kind: 'Issuer', name: 'self-signed' },
    // Whoever trusts it trusts this key: it stays for ten years.
    privateKey: { rotationPolicy: 'Never' },
    duration: '87600h0m0s',
  });
});

test('a host has a certificate with a new key each time, which is renewed in good time', () => {
  const { metadata, spec } = certificate('api.example.com', {});
  assert.deepEqual([metadata.namespace, metadata.name], ['gateways', 'api-certificate']);
  assert.deepEqual(spec, {
    secretName: 'api-certificate',
    dnsNames: ['api.example.com'],
    issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'public' },
    privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    renewBeforePercentage: 33,
  });
});

test('the Secret of a certificate has the labels by which a gateway finds it', () => {
  const { spec } = certificate('api.example.com', {}, { 'konghq.com/secret': 'true' });
  assert.partialDeepStrictEqual(spec, { secretTemplate: { labels: { 'konghq.com/secret': 'true' } } });
});

const annotations: [title: string, Parameters<typeof inputsOf>, object][] = [
  ['of the cloud of the zone', ['azure', azure, 'client'], { 'azure.workload.identity/client-id': 'client' }],
  ['by a token, with Route 53', ['aws', route53, role], {}],
  ['that nobody named', ['azure', azure], {}],
  ['without a zone', ['aws', undefined, role], {}],
];
for (const [title, place, expected] of annotations) {
  test(`an operator that writes to the zone acts as an identity: ${title}`, () => {
    assert.deepEqual(dnsIdentity('cert-manager', inputsOf(...place)), expected);
  });
}
