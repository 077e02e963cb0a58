import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { closedBackend, upgradeBackend } from '../rules/backends.ts';
import { edgeConfig, edgeConfigYaml } from './config.ts';
import { edgePorts } from './names.ts';
import { withoutKeys } from './verify.ts';

const tokens = {
  issuer: 'https://auth.example.com/realms/mobile',
  audiences: ['mobile-backend'],
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

test('keys outside the cluster are fetched over TLS, from who proves that it has that name', () => {
  const outside = edgeConfig({ ...tokens, keys: 'https://login.example.net/keys' });
  const [server] = outside.static_resources.clusters;
  assert.partialDeepStrictEqual(server as unknown, {
    load_assignment: {
      endpoints: [
        {
          lb_endpoints: [
            { endpoint: { address: { socket_address: { address: 'login.example.net', port_value: 443 } } } },
          ],
        },
      ],
    },
    transport_socket: {
      name: 'envoy.transport_sockets.tls',
      typed_config: {
        sni: 'login.example.net',
        common_tls_context: {
          validation_context: {
            trusted_ca: { filename: '/etc/ssl/certs/ca-certificates.crt' },
            match_typed_subject_alt_names: [{ san_type: 'DNS', matcher: { exact: 'login.example.net' } }],
          },
        },
      },
    },
  });
  assert.ok(!('transport_socket' in (clusters[0] ?? {})), 'inside the cluster Keycloak speaks plain HTTP');
});

test('keys outside may be at a port of their own', () => {
  const outside = edgeConfig({ ...tokens, keys: 'https://login.example.net:8443/keys' });
  assert.match(JSON.stringify(outside.static_resources.clusters), /"address":"login\.example\.net","port_value":8443/);
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

interface Manager {
  readonly common_http_protocol_options?: object;
  readonly local_reply_config?: object;
  readonly route_config: { readonly virtual_hosts: readonly { readonly routes: readonly Answer[] }[] };
  readonly http_filters: readonly { readonly name: string }[];
}
interface Answer {
  readonly direct_response: { readonly status: number; readonly body?: { readonly inline_string: string } };
  readonly response_headers_to_add: readonly object[];
}

/** What handles the requests of a listener. */
function managerOf(name: string, of = config): Manager {
  const found = of.static_resources.listeners.find((one) => one.name === name);
  return found?.filter_chains[0]?.filters[0]?.typed_config as unknown as Manager;
}
const answersOf = (manager: Manager) =>
  manager.route_config.virtual_hosts.flatMap(({ routes }) => routes.map((one) => one.direct_response));

test('apps that are too old get 426 and closed paths 404, as JSON that nobody keeps', () => {
  for (const [name, status, error] of [
    ['upgrade', 426, 'upgrade_required'],
    ['closed', 404, 'not_found'],
  ] as const) {
    const [answer] = managerOf(name).route_config.virtual_hosts[0]?.routes ?? [];
    assert.equal(answer?.direct_response.status, status);
    assert.partialDeepStrictEqual(JSON.parse(answer.direct_response.body?.inline_string ?? ''), { error });
    assert.deepEqual(
      answer.response_headers_to_add,
      [
        ['Content-Type', 'application/json'],
        ['Cache-Control', 'no-store'],
      ].map(([key, value]) => ({ header: { key, value }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' })),
    );
  }
});

test('a token that is right gets 200 after it was verified; without keys the answer is another than to a wrong token', () => {
  const verify = managerOf('verify');
  assert.deepEqual(answersOf(verify), [{ status: 200 }]);
  assert.deepEqual(
    verify.http_filters.map(({ name }) => name),
    ['envoy.filters.http.lua', 'envoy.filters.http.jwt_authn', 'envoy.filters.http.router'],
  );
  assert.equal(verify.local_reply_config, withoutKeys);
});

test('where nobody signs tokens, none is right', () => {
  assert.deepEqual(answersOf(managerOf('verify', edgeConfig(undefined))), [{ status: 503 }]);
});

test('a pod that terminates has closed its connections before the pre-stop hook ends, and holds a bounded number', () => {
  for (const name of ['verify', 'upgrade', 'closed', 'health']) {
    assert.deepEqual(managerOf(name).common_http_protocol_options, { max_connection_duration: '8s' }, name);
  }
  assert.partialDeepStrictEqual(config.overload_manager.resource_monitors, [
    { typed_config: { max_active_downstream_connections: 5000 } },
  ]);
});
