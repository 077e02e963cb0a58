import { printYaml } from '../../../files/yaml.ts';
import { identityHeader } from '../../../upstream/gateways.ts';
import type { TokenCheck } from '../tokens.ts';
import { answer, listener, serverOf, typed, upstream } from './envoy.ts';
import { edgePorts } from './names.ts';
import { keysUpstream, refusalFilter, verifiedSubject, verifyFilters, withoutKeys } from './verify.ts';

/** Port of Envoy's administration, on the loopback address alone: whoever reaches it can stop the process. */
const adminPort = 9902;

/** What apps that are too old and paths that are closed are told. */
const bodies = {
  upgrade: {
    error: 'upgrade_required',
    message: 'This version of the app is no longer supported. Install the newest version.',
  },
  closed: { error: 'not_found', message: 'There is nothing at this address.' },
};

/**
 * The configuration of the Envoy that answers in the place of apps.
 * @param tokens those that it verifies; `undefined` where nobody signs any: then it can verify none
 */
export function edgeConfig(tokens: TokenCheck | undefined) {
  const json = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  const admin = { route: { cluster: 'admin' } };
  return {
    admin: { address: { socket_address: { address: '127.0.0.1', port_value: adminPort } } },
    application_log_config: {
      log_format: { json_format: { time: '%Y-%m-%dT%T.%eZ', level: '%l', logger: '%n', message: '%j' } },
    },
    overload_manager: {
      resource_monitors: [
        {
          name: 'envoy.resource_monitors.global_downstream_max_connections',
          typed_config: typed('resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig', {
            max_active_downstream_connections: 5000,
          }),
        },
      ],
    },
    static_resources: {
      listeners: [
        tokens
          ? listener(
              'verify',
              edgePorts.verify,
              [answer(200, { [identityHeader]: verifiedSubject })],
              verifyFilters(tokens),
              {
                local_reply_config: withoutKeys,
              },
            )
          : listener('verify', edgePorts.verify, [answer(503, {})], [refusalFilter]),
        listener('upgrade', edgePorts.upgrade, [answer(426, json, bodies.upgrade)]),
        listener('closed', edgePorts.closed, [answer(404, json, bodies.closed)]),
        listener('health', edgePorts.health, [
          { match: { path: '/ready' }, ...admin },
          { match: { path: '/stats/prometheus' }, ...admin },
        ]),
      ],
      clusters: [
        ...(tokens ? [serverOf(keysUpstream, new URL(tokens.keys))] : []),
        upstream('admin', 'STATIC', '127.0.0.1', adminPort),
      ],
    },
  };
}

/** The same as text, for the argument `--config-yaml`. */
export function edgeConfigYaml(tokens: TokenCheck | undefined): string {
  return printYaml(edgeConfig(tokens));
}
