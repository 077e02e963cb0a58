import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { closedBackend, upgradeBackend } from '../rules/backends.ts';
import { edgeConfig, edgeConfigYaml } from './config.ts';
import { edgePorts } from './names.ts';

const tokens = {
  issuer: 'https://auth.example.com/realms/mobile',
  audience: 'mobile-backend',
  keys: 'http://auth.identity.svc.cluster.local:8080/certs',
};
const config = edgeConfig(tokens);
const { listeners, clusters } = config.static_resources;

test('the Services that routes name are ports of edge', () => {
  assert.deepEqual([edgePorts.upgrade, edgePorts.closed], [upgradeBackend.port, closedBackend.port]);
  assert.deepEqual(
    listeners.map(({ name, address }) => [name, address.socket_address.port_value]),
    Object.entries(edgePorts),
  );
});

test('its administration is for the pod alone', () => {
  assert.equal(config.admin.address.socket_address.address, '127.0.0.1');
});

test('keys are fetched where the tokens say they are', () => {
  const [{ address }] = clusters.map(({ load_assignment: { endpoints } }) => ({
    address: endpoints[0]?.lb_endpoints[0]?.endpoint.address.socket_address,
  })) as [{ address: object }];
  assert.deepEqual(address, { address: 'auth.identity.svc.cluster.local', port_value: 8080 });
  assert.match(JSON.stringify(listeners[0]), /"uri":"http:\/\/auth\.identity\.svc\.cluster\.local:8080\/certs"/);
});

test('the user in its response is that of the verified token, never a header of the request', () => {
  const text = JSON.stringify(config);
  assert.match(text, /"key":"X-User-Id","value":"%DYNAMIC_METADATA\(envoy\.filters\.http\.jwt_authn:claims:sub\)%"/);
  assert.doesNotMatch(text, /%REQ/);
});

test('as text it is the same', () => {
  assert.deepEqual(parse(edgeConfigYaml(tokens)), JSON.parse(JSON.stringify(config)));
  // Kubernetes would replace it in an argument: https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
  assert.doesNotMatch(edgeConfigYaml(tokens), /\$\(/);
});
