import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeServices } from './placeServices.ts';

const service = (name: string, spec: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'backend' },
  spec,
});
const selector = { app: 'api' };

test('each Service has an address of its own, on all its TCP ports', () => {
  const ports = [
    { name: 'http', port: 9898, targetPort: 'http' },
    { name: 'grpc', port: 9000, targetPort: 9001, protocol: 'TCP' },
    { name: 'plain', port: 9002 },
    { name: 'dns', port: 9053, protocol: 'UDP' },
  ];
  const { objects, places } = placeServices(
    [service('api', { selector, ports }), service('files', { selector, ports: [{ port: 1080 }] })],
    '127.96.0.0/16',
  );
  assert.deepEqual([...places.keys()], ['backend/api', 'backend/files']);
  assert.deepEqual(places.get('backend/api'), {
    service: 'api',
    namespace: 'backend',
    address: '127.96.10.1',
    ports: [9898, 9000, 9001, 9002],
    named: { http: 9898 },
    selector,
  });
  assert.equal(places.get('backend/files')?.address, '127.96.10.2');
  assert.deepEqual(objects[0]?.spec, { selector, ports, clusterIP: '127.96.10.1' });
});

test('the addresses of several hundred Services are different ones', () => {
  const many = Array.from({ length: 600 }, (_, index) => service(`s${index}`, { selector, ports: [{ port: 80 }] }));
  const { places } = placeServices(many, '127.96.0.0/16');
  assert.equal(new Set([...places.values()].map(({ address }) => address)).size, 600);
  assert.equal(places.get('backend/s599')?.address, '127.96.12.100');
});

for (const [what, spec] of [
  ['headless Services', { selector, clusterIP: 'None' }],
  ['Services without a selector', { ports: [{ port: 80 }] }],
  ['external names', { type: 'ExternalName', externalName: 'example.com' }],
] as const) {
  test(`${what} stay as they are`, () => {
    const one = service('other', spec);
    assert.deepEqual(placeServices([one], '127.96.0.0/16'), { objects: [one], places: new Map() });
  });
}

test('other kinds stay as they are', () => {
  const one = { ...service('api', { selector }), kind: 'Serving' };
  assert.deepEqual(placeServices([one], '127.96.0.0/16').objects, [one]);
});
