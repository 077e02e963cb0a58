import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { portsCalled } from './calledPorts.ts';

const metadata = { name: 'hooks', namespace: 'databases' };
const service = (port: number, targetPort?: number | string): Resource => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata,
  spec: { selector: { app: 'hooks' }, ports: [{ port, ...(targetPort !== undefined && { targetPort }) }] },
});
const pods: Resource = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: {
    template: {
      metadata: { labels: { app: 'hooks' } },
      spec: { containers: [{ name: 'hooks', ports: [{ name: 'https', containerPort: 9443 }] }] },
    },
  },
};
const webhook = (port?: number): Resource => {
  const clientConfig = { service: { ...metadata, ...(port !== undefined && { port }) } };
  const kind = 'ValidatingWebhookConfiguration';
  const webhooks = [{ clientConfig }];
  return { apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'hooks' }, webhooks } as Resource;
};
const extension: Resource = {
  apiVersion: 'apiregistration.k8s.io/v1',
  kind: 'APIService',
  metadata: { name: 'v1.metrics' },
  spec: { service: metadata },
};
const converted: Resource = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'databases.example.com' },
  spec: { conversion: { strategy: 'Webhook', webhook: { clientConfig: { service: metadata } } } },
};

const cases: [title: string, objects: Resource[], expected: string[]][] = [
  ['a webhook without a port is called on 443 of its Service', [webhook(), service(443, 8443)], ['databases 8443']],
  ['a webhook with a port', [webhook(5443), service(5443)], ['databases 5443']],
  ['a port with a name is the container’s', [webhook(), service(443, 'https'), pods], ['databases 9443']],
  ['an API of an extension', [extension, service(443, 6443)], ['databases 6443']],
  ['the conversion of a kind', [converted, service(443, 9443)], ['databases 9443']],
  ['several calls of one port', [webhook(), extension, service(443, 8443)], ['databases 8443']],
  ['a Service that is not there', [webhook()], ['nobody has databases/hooks']],
];
for (const [title, objects, expected] of cases) {
  test(`API servers call pods: ${title}`, () => {
    const built = objects.map((resource) => ({ resource, app: 'databases' }));
    assert.deepEqual(portsCalled(built, exampleClusters.aws), expected);
  });
}

test('a port belongs to whoever has the Service, which may be another chart than that of the webhook', () => {
  const built = [
    { resource: webhook(), app: 'definitions' },
    { resource: service(443, 15017), app: 'daemon' },
  ];
  assert.deepEqual(portsCalled(built, exampleClusters.aws), ['daemon 15017']);
});
