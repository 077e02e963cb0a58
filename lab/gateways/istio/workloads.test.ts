import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gatewaysOf } from '../routing.ts';
import { gatewayService, podLabels } from './workloads.ts';

const gateway = (addresses?: object[]) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'public', namespace: 'edge' },
  spec: {
    gatewayClassName: 'istio',
    ...(addresses && { addresses }),
    listeners: [
      { name: 'http', port: 80, protocol: 'HTTP' },
      { name: 'https', port: 443, protocol: 'HTTPS' },
      { name: 'other', port: 443, protocol: 'HTTPS' },
      { name: 'high', port: 8443, protocol: 'HTTPS' },
    ],
  },
});

const ports = [
  { name: 'port-80', port: 80, targetPort: 8080 },
  { name: 'port-443', port: 443, targetPort: 8443 },
  { name: 'port-8443', port: 8443, targetPort: 8443 },
];

test('a Gateway without an address gets the Service that istiod creates', () => {
  const [one] = gatewaysOf([gateway()]);
  assert.ok(one);
  const service = gatewayService(one, [], '127.96.1.10');
  assert.deepEqual(service.metadata, { name: 'public-istio', namespace: 'edge' });
  const selector = { 'gateway.networking.k8s.io/gateway-name': 'public' };
  assert.deepEqual(service.spec, { clusterIP: '127.96.1.10', selector, ports });
});

test('the Service that a Gateway names keeps its address and its selector, and pods have its labels', () => {
  const [one] = gatewaysOf([gateway([{ type: 'Hostname', value: 'edge.edge.svc.cluster.local' }])]);
  assert.ok(one);
  const selector = { istio: 'edge' };
  const given = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'edge', namespace: 'edge' },
    spec: { clusterIP: '127.96.10.7', selector, ports: [{ port: 80, targetPort: 'http' }] },
  };
  const service = gatewayService(one, [given], '127.96.1.10');
  assert.deepEqual(service.metadata, { name: 'edge', namespace: 'edge' });
  assert.deepEqual(service.spec, { clusterIP: '127.96.10.7', selector, ports });
  assert.deepEqual(podLabels(one, service, 1), {
    istio: 'edge',
    'gateway.networking.k8s.io/gateway-name': 'public',
    'gateway.networking.k8s.io/gateway-class-name': 'istio',
    'lab-pod': '1',
  });
});
